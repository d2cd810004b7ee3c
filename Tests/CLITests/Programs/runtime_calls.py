"""Structures of the CUDA runtime, and calls that must succeed."""

from cuda import *

S = c.c_size_t
IS_12 = RELEASE == "12"
PLACE_DEVICE, PLACE_HOST = 1, 2


class Extent(c.Structure):
    _fields_ = [("width", S), ("height", S), ("depth", S)]


class Position(c.Structure):
    _fields_ = [("x", S), ("y", S), ("z", S)]


class Rows(c.Structure):
    """`cudaPitchedPtr`."""

    _fields_ = [("pointer", c.c_void_p), ("pitch", S), ("width", S), ("height", S)]


class Copy3D(c.Structure):
    """`cudaMemcpy3DParms`."""

    _fields_ = [("source_array", c.c_void_p), ("source_at", Position), ("source", Rows), ("target_array", c.c_void_p),
                ("target_at", Position), ("target", Rows), ("extent", Extent), ("kind", c.c_int)]


class PeerCopy3D(c.Structure):
    """`cudaMemcpy3DPeerParms`."""

    _fields_ = [("source_array", c.c_void_p), ("source_at", Position), ("source", Rows), ("source_device", c.c_int),
                ("target_array", c.c_void_p), ("target_at", Position), ("target", Rows), ("target_device", c.c_int),
                ("extent", Extent)]


class Location(c.Structure):
    """`cudaMemLocation`."""

    _fields_ = [("type", c.c_int), ("id", c.c_int)]


class PoolProperties(c.Structure):
    """`cudaMemPoolProps`."""

    _fields_ = [("allocation", c.c_int), ("handles", c.c_int), ("location", Location), ("security", c.c_void_p),
                ("limit", S), ("usage", c.c_ushort), ("reserved", c.c_ubyte * 54)]


class Access(c.Structure):
    """`cudaMemAccessDesc`."""

    _fields_ = [("location", Location), ("flags", c.c_int)]


class CopyAttributes(c.Structure):
    """`cudaMemcpyAttributes`."""

    _fields_ = [("order", c.c_int), ("source", Location), ("target", Location), ("flags", c.c_uint)]


HostFunction = c.CFUNCTYPE(None, c.c_void_p)


class HostCall(c.Structure):
    """`cudaHostNodeParams`."""

    _fields_ = [("function", HostFunction), ("data", c.c_void_p)]


class Setting(c.Structure):
    """`cudaMemsetParams`."""

    _fields_ = [("target", c.c_void_p), ("pitch", S), ("value", c.c_uint), ("size", c.c_uint), ("width", S), ("height", S)]


class Update(c.Structure):
    """`cudaGraphExecUpdateResultInfo`."""

    _fields_ = [("result", c.c_int), ("node", c.c_void_p), ("source", c.c_void_p)]


class Instantiation(c.Structure):
    """`cudaGraphInstantiateParams`."""

    _fields_ = [("flags", c.c_ulonglong), ("stream", c.c_void_p), ("node", c.c_void_p), ("result", c.c_int)]


def ok(name, *arguments):
    expect(getattr(cudart, name)(*arguments), 0, name)


def got(name, kind, *arguments):
    """What a call gives by its first argument."""
    result = kind()
    ok(name, c.byref(result), *arguments)
    return result.value


def told(name, kind, *arguments):
    """What a call gives by its last argument."""
    result = kind()
    ok(name, *arguments, c.byref(result))
    return result.value


def new(name, *arguments):
    """What a call makes."""
    result = c.c_void_p()
    ok(name, c.byref(result), *arguments)
    return result
