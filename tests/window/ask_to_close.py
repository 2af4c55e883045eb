# Asks a program's window to close, as the cross of its title bar does: WM_DELETE_WINDOW, to the shown window of a process.
# A bare display has no title bars, and what a driver closes is the page and not its window.
# python3 ask_to_close.py PID
import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p

CLIENT_MESSAGE = 33
ANY_TYPE = 0
VIEWABLE = 2


class Message(ctypes.Structure):
    _fields_ = [
        ("type", c_int), ("serial", c_ulong), ("send_event", c_int), ("display", c_void_p), ("window", c_ulong),
        ("message_type", c_ulong), ("format", c_int), ("data", c_long * 5),
    ]


class Event(ctypes.Union):
    _fields_ = [("message", Message), ("whole", c_long * 24)]


class Attributes(ctypes.Structure):
    """The beginning of XWindowAttributes, and room for its rest."""
    _fields_ = [
        ("place", c_int * 6), ("visual", c_void_p), ("root", c_ulong), ("kinds", c_int * 4), ("backing", c_ulong * 2),
        ("save_under", c_int), ("colormap", c_ulong), ("map_installed", c_int), ("map_state", c_int), ("rest", c_long * 16),
    ]


x = ctypes.CDLL("libX11.so.6")
for name, result, takes in [
    ("XOpenDisplay", c_void_p, [c_char_p]),
    ("XDefaultRootWindow", c_ulong, [c_void_p]),
    ("XInternAtom", c_ulong, [c_void_p, c_char_p, c_int]),
    ("XFree", c_int, [c_void_p]),
    ("XSync", c_int, [c_void_p, c_int]),
    ("XGetWindowAttributes", c_int, [c_void_p, c_ulong, POINTER(Attributes)]),
    ("XQueryTree", c_int, [c_void_p, c_ulong, POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)), POINTER(c_uint)]),
    ("XGetWindowProperty", c_int, [
        c_void_p, c_ulong, c_ulong, c_long, c_long, c_int, c_ulong,
        POINTER(c_ulong), POINTER(c_int), POINTER(c_ulong), POINTER(c_ulong), POINTER(POINTER(c_ulong)),
    ]),
    ("XSendEvent", c_int, [c_void_p, c_ulong, c_int, c_long, POINTER(Event)]),
]:
    function = getattr(x, name)
    function.restype, function.argtypes = result, takes

display = x.XOpenDisplay(None)
if not display:
    sys.exit("no display")
PID, PROTOCOLS, DELETE = (x.XInternAtom(display, name, 0) for name in (b"_NET_WM_PID", b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))


def inside(window):
    root, parent, children, n = c_ulong(), c_ulong(), POINTER(c_ulong)(), c_uint()
    if not x.XQueryTree(display, window, byref(root), byref(parent), byref(children), byref(n)):
        return []
    found = [children[k] for k in range(n.value)]
    if n.value:
        x.XFree(children)
    return found


def numbers(window, what):
    kind, size, n, left, values = c_ulong(), c_int(), c_ulong(), c_ulong(), POINTER(c_ulong)()
    x.XGetWindowProperty(
        display, window, what, 0, 64, 0, ANY_TYPE, byref(kind), byref(size), byref(n), byref(left), byref(values))
    found = [values[k] for k in range(n.value)] if size.value == 32 else []
    if values:
        x.XFree(values)
    return found


def is_shown(window):
    about = Attributes()
    return x.XGetWindowAttributes(display, window, byref(about)) and about.map_state == VIEWABLE


def of(pid, window):
    """The window itself, or those in it: where there are title bars, it lies in one."""
    if pid in numbers(window, PID) and DELETE in numbers(window, PROTOCOLS) and is_shown(window):
        return [window]
    return [found for child in inside(window) for found in of(pid, child)]


windows = of(int(sys.argv[1]), x.XDefaultRootWindow(display))
if len(windows) != 1:
    sys.exit(f"{len(windows)} windows of {sys.argv[1]} are shown")
event = Event()
event.message.type, event.message.window, event.message.message_type, event.message.format = CLIENT_MESSAGE, windows[0], PROTOCOLS, 32
event.message.data[0] = DELETE
x.XSendEvent(display, windows[0], 0, 0, byref(event))
x.XSync(display, 0)
