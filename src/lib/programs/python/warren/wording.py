"""Errors in the words of Python 3.11, which is what a program is compared with: later ones say some things otherwise.

A message is reworded where its error is raised, before the program sees it; a report of the error once more, because a
TracebackException adds suggestions to it.
"""

import ast
import builtins
import enum
import itertools
import json
import linecache
import opcode
import re
import struct
import sys
import traceback

_TOOL = sys.monitoring.PROFILER_ID
_BINARY_OP = opcode.opmap['BINARY_OP']

#: Begins the notes that the json module adds to its errors.
_NOTE = 'when serializing '


class _Rules:
    """Rewordings of texts: what is said now, as a pattern, and what stands in its place."""

    def __init__(self, *rules):
        self._any = re.compile('|'.join(f'(?:{now})' for now, _then in rules)).search
        self._all = [(re.compile(now), then) for now, then in rules]

    def apply(self, text):
        """The text in the other words."""
        if self._any(text):
            for now, then in self._all:
                text = now.sub(then, text)
        return text


def _abstract(match):
    names = match[2].replace("'", '')
    return f"Can't instantiate abstract class {match[1]} with abstract method{'s' if ',' in names else ''} {names}"


def _invalid_keyword(match):
    function, keyword = match.groups()
    known = getattr(builtins, function, None)
    is_builtin = known is not None and not isinstance(known, type)
    return f"'{keyword}' is an invalid keyword argument for {function}()" if is_builtin else match[0]


_SAID = {
    TypeError: _Rules(
        (r"^cannot use '.*' as a (?:dict key|set element) \((.*)\)$", r'\1'),
        (r"^(argument of type '.*' is not) a container or iterable$", r'\1 iterable'),
        (r"^Can't instantiate abstract class (\w+) without an implementation for abstract methods? (.*)$", _abstract),
        (r"^(\w+)\(\) got an unexpected keyword argument '(\w+)'$", _invalid_keyword),
        (r"^(.* got an unexpected keyword argument '.*')\. Did you mean '.*'\?$", r'\1'),
        (r"^'(?:.*\.)?(\w+)' (object does not support the (?:asynchronous )?context manager protocol) \(missed .*$",
         r"'\1' \2"),
        (r"^'(.*)' object can't be awaited$", r"object \1 can't be used in 'await' expression"),
        (r'^(non-default argument .* follows default argument) .*$', r'\1'),
        (r'^(\w+)\(\) takes at least (\d) positional arguments? \((\d) given\)$',
         r'\1 expected at least \2 arguments, got \3'),
        (r'^object is not iterable$', 'cannot convert dictionary update sequence element #0 to a sequence'),
    ),
    ValueError: _Rules(
        (r'^(too many values to unpack \(expected \d+), got \d+\)$', r'\1)'),
        (r'^(max|min)\(\) iterable argument is empty$', r'\1() arg is an empty sequence'),
        (r'^expected a (?:.* )?(?:input|number in range .*)(?:, got .*)?$', 'math domain error'),
        (r'^((?:month|hour|minute|second|microsecond) must be in .*), not .*$', r'\1'),
        (r'^year must be in .*, not (.*)$', r'year \1 is out of range'),
        (r'^day -?\d+ must be in range .* for month .* in year .*$', 'day is out of range for month'),
        (r'^(Out of range float values are not JSON compliant): .*$', r'\1'),
        (r'^empty range in randint\((-?\d+), (-?\d+)\)$',
         lambda match: f'empty range for randrange() ({match[1]}, {int(match[2]) + 1}, '
                       f'{int(match[2]) + 1 - int(match[1])})'),
    ),
    AttributeError: _Rules((r' and no __dict__ for setting new attributes$', '')),
    ImportError: _Rules((r'\(/lib/python314\.zip/(.*)\.pyc?\)$', r'(/usr/lib/python3.11/\1.py)'),
                        (r'\(/lib/python3\.14/site-packages/(.*)\)$', r'(/usr/lib/python3/dist-packages/\1)')),
    SyntaxError: _Rules(
        (r"^Expected one or more names after 'import'$", 'invalid syntax'),
        (r'^cannot use .* as import target$', 'invalid syntax'),
        (r'^parameter without a default follows parameter with a default$',
         'non-default argument follows default argument'),
        (r"^f-string: valid expression required before '}'$", 'f-string: empty expression not allowed'),
    ),
    struct.error: _Rules((r"^'B' (format requires 0 .*)$", r'ubyte \1'),
                         (r"^'b' (format requires .*)$", r'byte \1')),
}

#: What a report says beyond the message.
_SUGGESTED = _Rules(
    (r"\. Did you forget to import '.*'\?$", ''),
    (r"^(name '.*' is not defined)\. Did you mean: 'self\..*'\?$", r'\1'),
    (r"^(cannot import name .*)\. Did you mean: '.*'\?$", r'\1'),
)

#: What a division by zero is, by its operator, for whole and for other numbers.
_DIVISIONS = {
    '/': ('division by zero', 'float division by zero'),
    '//': ('integer division or modulo by zero', 'float floor division by zero'),
    '%': ('integer modulo by zero', 'float modulo'),
    '**': ('0.0 cannot be raised to a negative power',) * 2,
}


def install():
    """From now on errors speak so. An interpreter may play several programs, one after the other."""
    if sys.monitoring.get_tool(_TOOL) is not None:
        return
    re.PatternError.__name__ = re.PatternError.__qualname__ = 'error'
    sys.monitoring.use_tool_id(_TOOL, 'wording')
    sys.monitoring.register_callback(_TOOL, sys.monitoring.events.RAISE, _raised)
    sys.monitoring.set_events(_TOOL, sys.monitoring.events.RAISE)
    begin = traceback.TracebackException.__init__

    def __init__(self, *args, **kwargs):
        begin(self, *args, **kwargs)
        _reword_report(self)

    traceback.TracebackException.__init__ = __init__


def _reword_report(told):
    if isinstance(told._str, str):
        told._str = _SUGGESTED.apply(told._str)
    if isinstance(told.__notes__, list):
        told.__notes__ = [note for note in told.__notes__ if not str(note).startswith(_NOTE)]


def _raised(_code, _offset, error):
    """An error passes a frame: rewords it in the frame where it was raised."""
    place = error.__traceback__
    if place is None or place.tb_next is not None:
        return
    kind = type(error)
    if kind in _SPECIAL:
        _SPECIAL[kind](error, place)
    if kind in _SAID and error.args and isinstance(error.args[0], str):
        text = _SAID[kind].apply(error.args[0])
        if text != error.args[0]:
            error.args = (text, *error.args[1:])
            if isinstance(error, (ImportError, SyntaxError)):
                error.msg = text


def _reword_member(error, _place):
    """An enumeration without such a member says only its name."""
    if isinstance(error.obj, enum.EnumType) and error.args[0].startswith('type object '):
        error.args = (error.name,)


def _reword_overflow(error, _place):
    if error.args == (68, 'Result not representable'):
        error.args = (34, 'Numerical result out of range')


def _reword_comma(error, _place):
    """A comma too many in JSON is no error of its own."""
    if error.msg.startswith('Illegal trailing comma before end of '):
        rest = error.doc[error.pos + 1:]
        msg = ('Expecting property name enclosed in double quotes' if error.msg.endswith('object') else
               'Expecting value')
        error.__init__(msg, error.doc, error.pos + 1 + len(rest) - len(rest.lstrip()))


def _reword_division(error, place):
    code = place.tb_frame.f_code.co_code
    at = place.tb_lasti
    if not error.args or error.args[0] not in ('division by zero', 'zero to a negative power'):
        return
    if code[at] != _BINARY_OP:
        return
    _name, symbol = opcode._nb_ops[code[at + 1]]
    words = _DIVISIONS.get(symbol.removesuffix('='))
    if words is not None:
        error.args = (words[any(isinstance(value, float) for value in _operands(place))],)


def _operands(place):
    """Values of the two operands, of those that can be had without calling anything."""
    frame = place.tb_frame
    code = frame.f_code
    line, _end_line, start, end = next(itertools.islice(code.co_positions(), place.tb_lasti // 2, None))
    text = linecache.getline(code.co_filename, line).encode()[start:end].decode()
    try:
        (statement,) = ast.parse(text.strip()).body
    except (SyntaxError, ValueError):
        return
    node = statement if isinstance(statement, ast.AugAssign) else getattr(statement, 'value', None)
    sides = (getattr(node, 'left', None) or getattr(node, 'target', None),
             getattr(node, 'right', None) or getattr(node, 'value', None))
    for side in sides:
        if isinstance(side, ast.AST) and all(isinstance(part, _SIMPLE) for part in ast.walk(side)):
            source = ast.unparse(side)
            try:
                yield eval(source, frame.f_globals, frame.f_locals)
            except Exception:
                continue


_SIMPLE = (ast.Name, ast.Constant, ast.Attribute, ast.UnaryOp, ast.BinOp, ast.operator, ast.unaryop, ast.expr_context)

_SPECIAL = {
    AttributeError: _reword_member,
    OverflowError: _reword_overflow,
    ZeroDivisionError: _reword_division,
    json.JSONDecodeError: _reword_comma,
}
