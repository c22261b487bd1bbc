"""Makes the library that Warren's interpreters boot from: Python's own as it is shipped, with bytecode for what every
program needs, and the packages of `ours`. Runs in the interpreter that it is for.
"""

import os
import py_compile
import sys
import zipfile

#: Python's own library, and the folder with our packages.
SHIPPED = '/lib/python314.zip'
OURS = '/ours'
#: Where our packages say that they are.
SITE_PACKAGES = '/lib/python3.14/site-packages'
RESULT = '/library.zip'

FILES = '/files'


def needed():
    """Files of Python's library that are loaded when everything preloaded is."""
    sys.path.insert(0, OURS)
    __import__('warren.preloaded')
    origins = [module.__spec__.origin or '' for module in list(sys.modules.values()) if module.__spec__]
    return {origin.removeprefix(SHIPPED + '/') for origin in origins if origin.startswith(SHIPPED)}


def our_files():
    """Our own modules, by path below their folder."""
    for folder, _, names in os.walk(OURS):
        for name in names:
            if name.endswith('.py'):
                yield os.path.relpath(os.path.join(folder, name), OURS)


def bytecode(folder, file, shown):
    """A module's bytecode, which names `shown` as its file and is never compared with its source."""
    path = os.path.join(folder, file)
    compiled = py_compile.compile(path, '/compiled', os.path.join(shown, file), doraise=True,
                                  invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
    return read(compiled)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def make():
    with zipfile.ZipFile(SHIPPED) as shipped:
        shipped.extractall(FILES)
        names = sorted(name for name in shipped.namelist() if not name.endswith('/'))
    wanted = needed()
    with zipfile.ZipFile(RESULT, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as library:
        # A ZipInfo of its own has no time in it: the same sources give the same bytes.
        def put(name, data):
            library.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)

        for name in names:
            put(name, read(os.path.join(FILES, name)))
            if name in wanted:
                put(name + 'c', bytecode(FILES, name, SHIPPED))
        for name in sorted(our_files()):
            put(name, read(os.path.join(OURS, name)))
            put(name + 'c', bytecode(OURS, name, SITE_PACKAGES))


make()
