"""Graphs of nodes: made one by one, looked at, changed, copied, updated, and those that a capture makes."""

import os
import tempfile

from runtime_calls import *

INVALID, UPDATE_FAILED = 1, 910
KERNEL, COPY, SET, CALL, GRAPH, EMPTY, WAIT, RECORD = range(8)


def node(name, graph, after, *arguments):
    """A node that is added behind others."""
    list_ = (c.c_void_p * max(1, len(after)))(*[one.value for one in after])
    return new(name, graph, list_ if after else None, S(len(after)), *arguments)


def listed(name, of, room=None):
    """The nodes that a call lists."""
    count, edges = S(), [] if IS_12 or name.endswith("Nodes") and "Dependent" not in name else [None]
    if room is None:
        ok(name, of, None, *edges, c.byref(count))
        room = count.value
    nodes, count = (c.c_void_p * (room + 1))(), S(room)
    ok(name, of, nodes, *edges, c.byref(count))
    return [nodes[index] for index in range(room)][:count.value], count.value


def kind(one):
    result = c.c_int()
    ok("cudaGraphNodeGetType", one, c.byref(result))
    return result.value


def edges(graph):
    extra, count = [] if IS_12 else [None], S()
    ok("cudaGraphGetEdges", graph, None, None, *extra, c.byref(count))
    before, behind = (c.c_void_p * (count.value + 1))(), (c.c_void_p * (count.value + 1))()
    ok("cudaGraphGetEdges", graph, before, behind, *extra, c.byref(count))
    return set(zip(before[:count.value], behind[:count.value]))


def connect(name, graph, before, behind):
    arguments = [c.byref(before), c.byref(behind)] + ([] if IS_12 else [None]) + [S(1)]
    return getattr(cudart, name)(graph, *arguments)


def launch(ready, stream=None):
    ok("cudaGraphLaunch", ready, stream)


def made():
    """A graph whose nodes are made out of order."""
    graph = new("cudaGraphCreate", 0)
    a, b, host = Memory(I32, list(range(8))), Memory(I32, [0] * 8), c.create_string_buffer(32)
    order = []
    call = HostFunction(lambda data: order.append(data))
    # Later than what it is told to wait for below, and made first.
    out = node("cudaGraphAddMemcpyNode1D", graph, [], host, b.pointer, S(32), DEVICE_TO_HOST)
    empty = node("cudaGraphAddEmptyNode", graph, [])
    copy = node("cudaGraphAddMemcpyNode1D", graph, [empty], b.pointer, a.pointer, S(32), DEVICE_TO_DEVICE)
    rows = Copy3D(source=Rows(a.at(6).value, 4, 4, 1), target=Rows(b.at(0).value, 8, 8, 1), extent=Extent(4, 2, 1), kind=DEVICE_TO_DEVICE)
    spread = node("cudaGraphAddMemcpyNode", graph, [copy], c.byref(rows))
    fill = node("cudaGraphAddMemsetNode", graph, [copy], c.byref(Setting(b.at(4).value, 0, 0x01020304, 4, 2, 1)))
    half = node("cudaGraphAddMemsetNode", graph, [fill], c.byref(Setting(b.at(5).value, 0, 0xABCD, 2, 1, 1)))
    called = node("cudaGraphAddHostNode", graph, [half, spread], c.byref(HostCall(call, 7)))
    expect(connect("cudaGraphAddDependencies", graph, called, out), 0, "cudaGraphAddDependencies")
    expect([kind(one) for one in (out, empty, copy, spread, fill, called)], [COPY, EMPTY, COPY, COPY, SET, CALL], "the types")
    all_ = [out, empty, copy, spread, fill, half, called]
    expect(listed("cudaGraphGetNodes", graph), ([one.value for one in all_], 7), "cudaGraphGetNodes")
    expect(listed("cudaGraphGetNodes", graph, 3), ([one.value for one in all_[:3]], 3), "cudaGraphGetNodes of three")
    expect(listed("cudaGraphGetNodes", graph, 9), ([one.value for one in all_], 7), "cudaGraphGetNodes of nine")
    expect(listed("cudaGraphGetRootNodes", graph), ([empty.value], 1), "cudaGraphGetRootNodes")
    expect(listed("cudaGraphNodeGetDependencies", called)[0], [half.value, spread.value], "cudaGraphNodeGetDependencies")
    expect(listed("cudaGraphNodeGetDependentNodes", copy)[0], [spread.value, fill.value], "cudaGraphNodeGetDependentNodes")
    wanted = [(empty, copy), (copy, spread), (copy, fill), (fill, half), (half, called), (spread, called), (called, out)]
    expect(edges(graph), {(one.value, other.value) for one, other in wanted}, "cudaGraphGetEdges")
    if IS_12:
        data, count = (c.c_ulonglong * 2)(5, 5), S(2)
        ok("cudaGraphNodeGetDependencies_v2", called, (c.c_void_p * 2)(), data, c.byref(count))
        expect((list(data), count.value), ([0, 0], 2), "cudaGraphNodeGetDependencies_v2")
        ok("cudaGraphNodeGetDependentNodes_v2", copy, None, None, c.byref(count))
        expect(count.value, 2, "cudaGraphNodeGetDependentNodes_v2")
        ok("cudaGraphGetEdges_v2", graph, None, None, None, c.byref(count))
        expect(count.value, 7, "cudaGraphGetEdges_v2")
        ok("cudaGraphRemoveDependencies_v2", graph, c.byref(called), c.byref(out), None, S(1))
        ok("cudaGraphAddDependencies_v2", graph, c.byref(called), c.byref(out), None, S(1))
    ready = new("cudaGraphInstantiate", graph, c.c_ulonglong(0))
    for round_ in (1, 2):
        b.write([0] * 8)
        launch(ready)
        expect((order, list(I32.unpack(host.raw))), ([7] * round_, [6, 1, 7, 3, 0x01020304, 0x0102ABCD, 6, 7]), "a launch")
    return graph, ready, a, b, host, order, call, dict(out=out, copy=copy, spread=spread, fill=fill, called=called, empty=empty)


def looked_at_and_changed():
    graph, ready, a, b, host, order, call, nodes = made()
    setting, rows, hosted = Setting(), Copy3D(), HostCall()
    ok("cudaGraphMemsetNodeGetParams", nodes["fill"], c.byref(setting))
    expect((setting.target, setting.value, setting.size, setting.width, setting.height), (b.at(4).value, 0x01020304, 4, 2, 1), "a set")
    ok("cudaGraphMemcpyNodeGetParams", nodes["spread"], c.byref(rows))
    expect((rows.source.pointer, rows.target.pointer, rows.target.pitch, rows.extent.width, rows.extent.height, rows.kind),
           (a.at(6).value, b.at(0).value, 8, 4, 2, 3), "a copy")
    ok("cudaGraphHostNodeGetParams", nodes["called"], c.byref(hosted))
    expect(hosted.data, 7, "a call")
    # What is ready changes alone.
    setting.value = 9
    ok("cudaGraphExecMemsetNodeSetParams", ready, nodes["fill"], c.byref(setting))
    hosted.data = 8
    ok("cudaGraphExecHostNodeSetParams", ready, nodes["called"], c.byref(hosted))
    ok("cudaGraphExecMemcpyNodeSetParams1D", ready, nodes["copy"], b.pointer, a.at(1), S(28), DEVICE_TO_DEVICE)
    rows.source.pointer = a.at(4).value
    ok("cudaGraphExecMemcpyNodeSetParams", ready, nodes["spread"], c.byref(rows))
    order.clear()
    launch(ready)
    expect((order, list(I32.unpack(host.raw))), ([8], [4, 2, 5, 4, 9, 0xABCD, 7, 7]), "a launch after changes")
    enabled = c.c_uint(7)
    ok("cudaGraphNodeSetEnabled", ready, nodes["fill"], 0)
    ok("cudaGraphNodeGetEnabled", ready, nodes["fill"], c.byref(enabled))
    expect(enabled.value, 0, "cudaGraphNodeGetEnabled")
    launch(ready)
    expect(I32.unpack(host.raw)[4], 5, "a launch without a node")
    ok("cudaGraphNodeSetEnabled", ready, nodes["fill"], 1)
    ok("cudaGraphNodeGetEnabled", ready, nodes["fill"], c.byref(enabled))
    expect(enabled.value, 1, "cudaGraphNodeGetEnabled")
    # The graph changes, and what is made ready from it.
    setting.value = 11
    ok("cudaGraphMemsetNodeSetParams", nodes["fill"], c.byref(setting))
    ok("cudaGraphMemcpyNodeSetParams", nodes["spread"], c.byref(rows))
    ok("cudaGraphMemcpyNodeSetParams1D", nodes["copy"], b.pointer, a.at(2), S(24), DEVICE_TO_DEVICE)
    hosted.data = 5
    ok("cudaGraphHostNodeSetParams", nodes["called"], c.byref(hosted))
    other = new("cudaGraphClone", graph)
    copied = new("cudaGraphNodeFindInClone", nodes["fill"], other)
    expect((kind(copied), copied.value != nodes["fill"].value), (SET, True), "cudaGraphNodeFindInClone")
    ok("cudaGraphDestroyNode", nodes["called"])
    expect(len(edges(graph)), 4, "edges without a node")
    launch_of = new("cudaGraphInstantiateWithFlags", other, c.c_ulonglong(0))
    order.clear()
    launch(launch_of)
    expect((order, list(I32.unpack(host.raw))), ([5], [4, 3, 5, 5, 11, 0xABCD, 7, 7]), "a launch of a copy")
    # A graph of another form is refused, one of the same form taken.
    result = Update()
    expect(cudart.cudaGraphExecUpdate(ready, graph, c.byref(result)), UPDATE_FAILED, "cudaGraphExecUpdate")
    expect(result.result, 2, "cudaGraphExecUpdate with a node less")
    ok("cudaGraphExecUpdate", ready, other, c.byref(result))
    expect(result.result, 0, "cudaGraphExecUpdate")
    order.clear()
    launch(ready)
    expect((order, I32.unpack(host.raw)[4]), ([5], 11), "a launch after an update")
    third = new("cudaGraphClone", other)
    fill = new("cudaGraphNodeFindInClone", copied, third)
    before, behind = listed("cudaGraphNodeGetDependencies", fill)[0][0], listed("cudaGraphNodeGetDependentNodes", fill)[0][0]
    expect(connect("cudaGraphRemoveDependencies", third, c.c_void_p(before), fill), 0, "cudaGraphRemoveDependencies")
    expect(cudart.cudaGraphExecUpdate(ready, third, c.byref(result)), UPDATE_FAILED, "an edge less")
    expect((result.result, result.node), (2, fill.value), "an edge less")
    # Nodes that wait for each other.
    expect(connect("cudaGraphAddDependencies", third, c.c_void_p(behind), fill), 0, "cudaGraphAddDependencies")
    ready_too, settings = c.c_void_p(), Instantiation()
    expect(cudart.cudaGraphInstantiateWithParams(c.byref(ready_too), third, c.byref(settings)), INVALID, "a circle")
    expect(settings.result, 2, "a circle")
    for suffix in ("", "_ptsz"):
        ok("cudaGraphInstantiateWithParams" + suffix, c.byref(ready_too), other, c.byref(settings))
        expect(settings.result, 0, "cudaGraphInstantiateWithParams")
        ok("cudaGraphUpload" + suffix, ready_too, None)
        flags = c.c_ulonglong(9)
        ok("cudaGraphExecGetFlags", ready_too, c.byref(flags))
        expect(flags.value, 0, "cudaGraphExecGetFlags")
        order.clear()
        ok("cudaGraphLaunch" + suffix, ready_too, None)
        expect(order, [5], "cudaGraphLaunch" + suffix)
        ok("cudaGraphExecDestroy", ready_too)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "graph.dot")
        ok("cudaGraphDebugDotPrint", other, path.encode(), 0)
        with open(path) as file:
            text = file.read()
        expect((text.startswith("digraph"), text.count(" -> "), text.count("label")), (True, 7, 7), "cudaGraphDebugDotPrint")
    for one in (graph, other, third):
        ok("cudaGraphDestroy", one)
    expect(cudart.cudaGraphNodeGetType(nodes["copy"], c.byref(c.c_int())), INVALID, "a node of a graph that was destroyed")
    # What is ready needs its graph no more.
    order.clear()
    launch(ready)
    expect(order, [5], "a launch after the graph's end")
    for one in (ready, launch_of):
        ok("cudaGraphExecDestroy", one)
    a.free()
    b.free()


def graphs_in_graphs():
    inner, outer, calls = new("cudaGraphCreate", 0), new("cudaGraphCreate", 0), []
    call = HostFunction(lambda data: calls.append(data))
    node("cudaGraphAddHostNode", inner, [], c.byref(HostCall(call, 1)))
    event = new("cudaEventCreate")
    first = node("cudaGraphAddEventRecordNode", outer, [], event)
    child = node("cudaGraphAddChildGraphNode", outer, [first], inner)
    wait = node("cudaGraphAddEventWaitNode", outer, [child], event)
    node("cudaGraphAddHostNode", outer, [wait], c.byref(HostCall(call, 2)))
    expect([kind(one) for one in (first, child, wait)], [RECORD, GRAPH, WAIT], "the types")
    # The graph within is a copy.
    node("cudaGraphAddHostNode", inner, [], c.byref(HostCall(call, 3)))
    held = c.c_void_p()
    ok("cudaGraphChildGraphNodeGetGraph", child, c.byref(held))
    expect(listed("cudaGraphGetNodes", held)[1], 1, "the graph within")
    for name, one in (("cudaGraphEventRecordNodeGetEvent", first), ("cudaGraphEventWaitNodeGetEvent", wait)):
        found = c.c_void_p()
        ok(name, one, c.byref(found))
        expect(found.value, event.value, name)
    ready = new("cudaGraphInstantiate", outer, c.c_ulonglong(0))
    launch(ready)
    ok("cudaEventSynchronize", event)
    expect(calls, [1, 2], "a launch of two graphs")
    milliseconds = c.c_float(-1)
    later = new("cudaEventCreate")
    ok("cudaEventRecord", later, None)
    ok("cudaEventElapsedTime", c.byref(milliseconds), event, later)
    expect(milliseconds.value >= 0, True, "the time of a node")
    ok("cudaGraphExecChildGraphNodeSetParams", ready, child, inner)
    for name in ("cudaGraphExecEventRecordNodeSetEvent", "cudaGraphExecEventWaitNodeSetEvent"):
        ok(name, ready, first if "Record" in name else wait, later)
    calls.clear()
    launch(ready)
    expect(sorted(calls), [1, 2, 3], "a launch with another graph within")
    # What is added to the graph within belongs to what is made ready from then on.
    node("cudaGraphAddHostNode", held, [], c.byref(HostCall(call, 5)))
    changed = new("cudaGraphInstantiate", outer, c.c_ulonglong(0))
    calls.clear()
    launch(changed)
    expect(sorted(calls), [1, 2, 5], "a launch after a change within")
    ok("cudaGraphExecDestroy", changed)
    ok("cudaGraphEventRecordNodeSetEvent", first, later)
    ok("cudaGraphEventWaitNodeSetEvent", wait, later)
    ok("cudaGraphEventWaitNodeGetEvent", wait, c.byref(found))
    expect(found.value, later.value, "cudaGraphEventWaitNodeSetEvent")
    ok("cudaGraphExecDestroy", ready)
    ok("cudaGraphDestroy", inner)
    ok("cudaGraphDestroy", outer)
    expect(cudart.cudaGraphDestroy(held), INVALID, "the graph within, after the end of the one around it")
    ok("cudaEventDestroy", event)
    ok("cudaEventDestroy", later)


def nodes_by_one_function():
    graph, calls, a = new("cudaGraphCreate", 0), [], Memory(I32, [1, 2, 3, 4])
    call = HostFunction(lambda data: calls.append(data))
    event, inner = new("cudaEventCreate"), new("cudaGraphCreate", 0)
    node("cudaGraphAddHostNode", inner, [], c.byref(HostCall(call, 4)))
    rows = Copy3D(source=Rows(a.at(0).value, 4, 4, 1), target=Rows(a.at(3).value, 4, 4, 1), extent=Extent(4, 1, 1), kind=DEVICE_TO_DEVICE)
    parameters = [(COPY, bytes(16) + bytes(rows)), (SET, bytes(Setting(a.at(1).value, 0, 5, 4, 2, 1))), (CALL, bytes(HostCall(call, 3))),
                  (GRAPH, struct.pack("<Q", inner.value)), (EMPTY, b""), (WAIT, struct.pack("<Q", event.value)),
                  (RECORD, struct.pack("<Q", event.value))]
    names = ["cudaGraphAddNode"] + (["cudaGraphAddNode_v2"] if IS_12 else [])
    last = []
    for name in names:
        for type_, data in parameters:
            text = c.create_string_buffer(struct.pack("<iiii", type_, 0, 0, 0) + data, 256)
            one, list_ = c.c_void_p(), (c.c_void_p * 1)(*[other.value for other in last])
            edge = [] if IS_12 and name == "cudaGraphAddNode" else [None]
            ok(name, c.byref(one), graph, list_ if last else None, *edge, S(len(last)), text)
            expect(kind(one), type_, name)
            last = [one]
    ready = new("cudaGraphInstantiate", graph, c.c_ulonglong(0))
    launch(ready)
    expect((a.read(), calls), ([1, 5, 5, 1], [3, 4] * len(names)), "a launch")
    ok("cudaGraphExecDestroy", ready)
    for one in (graph, inner):
        ok("cudaGraphDestroy", one)
    ok("cudaEventDestroy", event)
    a.free()


def captured():
    """The nodes of a capture, and what they depend on."""
    one, two, fork, join = new("cudaStreamCreate"), new("cudaStreamCreate"), new("cudaEventCreate"), new("cudaEventCreate")
    handle = c.c_void_p()
    expect(cublas.cublasCreate_v2(c.byref(handle)), 0, "cublasCreate_v2")
    expect(cublas.cublasSetStream_v2(handle, two), 0, "cublasSetStream_v2")
    a, calls = Memory(F32, [1.0] * 4), []
    call = HostFunction(lambda data: calls.append(data))
    info = "cudaStreamGetCaptureInfo_v2" if IS_12 else "cudaStreamGetCaptureInfo"
    update = "cudaStreamUpdateCaptureDependencies"

    def tips(stream, suffix=""):
        status, id_, graph, nodes, count = c.c_int(), c.c_ulonglong(), c.c_void_p(), c.POINTER(c.c_void_p)(), S(9)
        ok(info + suffix, stream, c.byref(status), c.byref(id_), c.byref(graph), c.byref(nodes), *([] if IS_12 else [None]), c.byref(count))
        expect(status.value, 1, info)
        return graph, [nodes[index] for index in range(count.value)]

    ok("cudaStreamBeginCapture", one, 0)
    expect(tips(one)[1], [], "what the first node depends on")
    ok("cudaMemsetAsync", a.pointer, 0, S(16), one)
    first = tips(one)[1]
    ok("cudaEventRecord", fork, one)
    ok("cudaStreamWaitEvent", two, fork, 0)
    expect(tips(two, "_ptsz")[1], first, "what the other stream's first node depends on")
    factor = c.c_float(2)
    expect(cublas.cublasSaxpy_v2(handle, 4, c.byref(factor), a.pointer, 1, a.pointer, 1), 0, "cublasSaxpy_v2")
    ok("cudaEventRecord", join, two)
    ok("cudaLaunchHostFunc", one, call, c.c_void_p(3))
    ok("cudaStreamWaitEvent", one, join, 0)
    graph, both = tips(one)
    expect((len(both), [kind(c.c_void_p(node_)) for node_ in both]), (2, [CALL, KERNEL]), "what a joined stream's next node depends on")
    # A node of the program's own among those of the capture.
    own = node("cudaGraphAddEmptyNode", graph, [c.c_void_p(both[0])])
    list_, extra = (c.c_void_p * 1)(own.value), [] if IS_12 else [None]
    ok(update, one, list_, *extra, S(1), 0)
    expect(tips(one)[1], both + [own.value], update)
    if IS_12:
        ok(update + "_v2", one, list_, None, S(1), 1)
        expect(tips(one)[1], [own.value], update + "_v2")
        ok("cudaStreamGetCaptureInfo_v3", one, c.byref(c.c_int()), None, None, None, None, None)
    ok(update + "_ptsz", one, (c.c_void_p * 2)(own.value, both[1]), *extra, S(2), 1)
    ok("cudaMemsetAsync", a.pointer, 1, S(4), one)
    ended = c.c_void_p()
    ok("cudaStreamEndCapture", one, c.byref(ended))
    expect(ended.value, graph.value, "the graph")
    nodes = listed("cudaGraphGetNodes", graph)[0]
    expect([kind(c.c_void_p(node_)) for node_ in nodes], [SET, KERNEL, CALL, EMPTY, SET], "the nodes of a capture")
    wanted = {(0, 1), (0, 2), (2, 3), (3, 4), (1, 4)}
    expect(edges(graph), {(nodes[before], nodes[behind]) for before, behind in wanted}, "the edges of a capture")
    # More nodes behind some of a graph that is there.
    ok("cudaStreamBeginCaptureToGraph", one, graph, (c.c_void_p * 1)(nodes[4]), None, S(1), 0)
    ok("cudaLaunchHostFunc", one, call, c.c_void_p(4))
    ok("cudaStreamEndCapture", one, c.byref(ended))
    expect(ended.value, graph.value, "the graph that was there")
    last = listed("cudaGraphGetNodes", graph)[0][5]
    expect(listed("cudaGraphNodeGetDependencies", c.c_void_p(last))[0], [nodes[4]], "a node behind another")
    ready = new("cudaGraphInstantiate", graph, c.c_ulonglong(0))
    launch(ready)
    expect((calls, a.read()[1:]), ([3, 4], [0.0] * 3), "a launch")
    # A capture that fails leaves a graph that was there.
    ok("cudaStreamBeginCaptureToGraph_ptsz", one, graph, None, None, S(0), 0)
    expect(cudart.cudaStreamSynchronize(one), 900, "cudaStreamSynchronize in a capture")
    expect((cudart.cudaStreamEndCapture(one, c.byref(ended)), ended.value), (901, None), "the end of a capture that failed")
    expect(listed("cudaGraphGetNodes", graph)[1], 6, "the graph that was there")
    # The stream of the thread's own is captured by the forms of _ptsz.
    ok("cudaStreamBeginCapture_ptsz", None, 0)
    ok("cudaMemsetAsync_ptsz", a.pointer, 0, S(4), None)
    status = c.c_int()
    ok("cudaStreamIsCapturing_ptsz", None, c.byref(status))
    expect(status.value, 1, "cudaStreamIsCapturing_ptsz")
    ok("cudaStreamEndCapture_ptsz", None, c.byref(ended))
    expect(listed("cudaGraphGetNodes", ended)[1], 1, "cudaStreamEndCapture_ptsz")
    for one_graph in (ended, graph):
        ok("cudaGraphDestroy", one_graph)
    ok("cudaGraphExecDestroy", ready)
    expect(cublas.cublasDestroy_v2(handle), 0, "cublasDestroy_v2")
    for stream in (one, two):
        ok("cudaStreamDestroy", stream)
    for event in (fork, join):
        ok("cudaEventDestroy", event)
    a.free()


def objects():
    graph, ended = new("cudaGraphCreate", 0), []
    end = HostFunction(ended.append)
    thing = new("cudaUserObjectCreate", c.c_void_p(9), end, 1, 1)
    ok("cudaUserObjectRetain", thing, 1)
    ok("cudaUserObjectRelease", thing, 1)
    ok("cudaGraphRetainUserObject", graph, thing, 2, 0)
    ok("cudaGraphReleaseUserObject", graph, thing, 1)
    ok("cudaGraphRetainUserObject", graph, thing, 1, 1)
    ready, other = new("cudaGraphInstantiate", graph, c.c_ulonglong(0)), new("cudaGraphClone", graph)
    for step, (name, one) in enumerate((("cudaGraphDestroy", graph), ("cudaGraphDestroy", other), ("cudaGraphExecDestroy", ready))):
        expect(ended, [], f"an object that is held, step {step}")
        ok(name, one)
    expect(ended, [9], "an object that nothing holds")
    expect(cudart.cudaUserObjectRelease(thing, 1), INVALID, "an object that ended")


looked_at_and_changed()
graphs_in_graphs()
nodes_by_one_function()
captured()
objects()
print("graph_nodes: all as documented")
