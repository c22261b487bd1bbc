"""Tracebacks as Python 3.11 shows them: one line of a statement, and marks under a part of it."""

import ast
import traceback

#: Frames of these files are the stage, not the play.
_STAGE = ('/lib/python3.14/site-packages/warren/', '/lib/python314.zip/pyodide/', '/lib/python314.zip/_pyodide/')


def install():
    """Makes Python show them so."""
    traceback.StackSummary.format_frame_summary = _format_frame
    traceback.StackSummary._extract_from_extended_frame_gen = classmethod(_summarise)


_extract = traceback.StackSummary._extract_from_extended_frame_gen.__func__


def _summarise(kind, frames, **options):
    return _extract(kind, (each for each in frames if not each[0].f_code.co_filename.startswith(_STAGE)), **options)


def _format_frame(_summary, frame, **_options):
    text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
    if frame.line:
        text += f'    {frame.line}\n{_marks(frame)}'
    for name, value in sorted((frame.locals or {}).items()):
        text += f'    {name} = {value}\n'
    return text


def _marks(frame):
    """The line of marks; empty when they would say nothing."""
    if frame.colno is None or frame.end_colno is None:
        return ''
    original = frame._original_lines.split('\n')[0]
    indent = len(original) - len(original.lstrip())
    start = _characters(original, frame.colno)
    is_one_line = frame.lineno == frame.end_lineno
    end = _characters(original, frame.end_colno) if is_one_line else len(original.rstrip())
    anchors = _anchors(original[start:end]) if is_one_line else None
    if anchors is None and end - start >= len(frame.line):
        return ''
    marks = '^' * (end - start)
    if anchors is not None:
        left, right = anchors
        marks = '~' * left + '^' * (right - left) + '~' * (end - start - right)
    return f"    {' ' * (start - indent)}{marks}\n"


def _characters(line, offset):
    """How many characters the first `offset` bytes are."""
    return len(line.encode()[:offset].decode(errors='replace'))


def _anchors(segment):
    """Where in an expression its operator is, or its brackets; None when there is neither."""
    try:
        (statement,) = ast.parse(segment).body
    except (SyntaxError, ValueError):
        return None
    node = getattr(statement, 'value', None) if isinstance(statement, ast.Expr) else None
    if isinstance(node, ast.BinOp):
        after_left = _characters(segment, node.left.end_col_offset)
        between = segment[after_left:_characters(segment, node.right.col_offset)]
        start = after_left + len(between) - len(between.lstrip())
        wide = segment[start + 1:start + 2].strip() and start + 1 < after_left + len(between)
        return start, start + (2 if wide else 1)
    if isinstance(node, ast.Subscript):
        return _characters(segment, node.value.end_col_offset), _characters(segment, node.slice.end_col_offset + 1)
    return None
