"""Wrong calls of the rest of the CUDA runtime, for runtime_faults.py: graphs of nodes, slices, pools, managed memory, settings, and
what no machine without a GPU of NVIDIA's can do."""

from runtime_calls import *
from runtime_calls import new as new_handle

INVALID, MEMORY, PITCH, DIRECTION, FUNCTION, DEVICE, IMAGE, LIMIT = 1, 2, 12, 21, 98, 101, 209, 215
SYSTEM, HANDLE, ILLEGAL_STATE, NOT_READY, PEER_NOT_ENABLED, LAUNCH, NOT_SUPPORTED = 304, 400, 401, 600, 705, 719, 801
UNSUPPORTED, INVALIDATED, UPDATE, LOSSY, UNAVAILABLE, UNKNOWN = 900, 901, 910, 925, 46, 999

# What cuda_runtime_api.h of CUDA 12.9 and 13.0 lists after \\return, without success.
DOCUMENTED = {
    "cudaChooseDevice": [INVALID],
    "cudaDeviceDisablePeerAccess": [PEER_NOT_ENABLED, DEVICE],
    "cudaDeviceGetByPCIBusId": [INVALID, DEVICE],
    "cudaDeviceGetDefaultMemPool": [DEVICE, INVALID, NOT_SUPPORTED],
    "cudaDeviceGetLimit": [LIMIT, INVALID],
    "cudaDeviceGetMemPool": [INVALID, NOT_SUPPORTED],
    "cudaDeviceGetP2PAttribute": [DEVICE, INVALID],
    "cudaDeviceGetSharedMemConfig": [INVALID],
    "cudaDeviceSetLimit": [LIMIT, INVALID, MEMORY],
    "cudaDeviceSetMemPool": [INVALID, DEVICE, NOT_SUPPORTED],
    "cudaDeviceSetSharedMemConfig": [INVALID],
    "cudaEventElapsedTime_v2": [NOT_READY, INVALID, HANDLE, LAUNCH, UNKNOWN],
    "cudaGetDeviceFlags": [DEVICE],
    "cudaGetDriverEntryPoint": [INVALID, NOT_SUPPORTED],
    "cudaGetDriverEntryPointByVersion": [INVALID, NOT_SUPPORTED],
    "cudaGraphAddHostNode": [NOT_SUPPORTED, INVALID],
    "cudaGraphAddMemsetNode": [INVALID, DEVICE],
    "cudaGraphAddNode": [INVALID, FUNCTION, NOT_SUPPORTED],
    "cudaGraphAddNode_v2": [INVALID, FUNCTION, NOT_SUPPORTED],
    "cudaGraphClone": [INVALID, MEMORY],
    "cudaGraphCreate": [INVALID, MEMORY],
    "cudaGraphExecUpdate": [UPDATE],
    "cudaGraphGetEdges_v2": [LOSSY, INVALID],
    "cudaGraphNodeGetDependencies_v2": [LOSSY, INVALID],
    "cudaGraphNodeGetDependentNodes_v2": [LOSSY, INVALID],
    "cudaLaunchHostFunc_v2": [HANDLE, INVALID, NOT_SUPPORTED],
    "cudaMalloc3D": [INVALID, MEMORY],
    "cudaMemAdvise": [INVALID, DEVICE],
    "cudaMemAdvise_v2": [INVALID, DEVICE],
    "cudaMemGetDefaultMemPool": [INVALID, NOT_SUPPORTED],
    "cudaMemGetMemPool": [INVALID, NOT_SUPPORTED],
    "cudaMemSetMemPool": [INVALID, NOT_SUPPORTED],
    "cudaMemPoolCreate": [INVALID, NOT_SUPPORTED],
    "cudaMemPrefetchAsync": [INVALID, DEVICE],
    "cudaMemPrefetchAsync_v2": [INVALID, DEVICE],
    "cudaMemcpy3D": [INVALID, PITCH, DIRECTION],
    "cudaMemcpy3DAsync": [INVALID, PITCH, DIRECTION],
    "cudaMemcpy3DPeer": [INVALID, DEVICE, PITCH],
    "cudaMemcpy3DPeerAsync": [INVALID, DEVICE, PITCH],
    "cudaMemcpyPeerAsync": [INVALID, DEVICE],
    "cudaSetValidDevices": [INVALID, DEVICE],
    "cudaStreamAttachMemAsync": [NOT_READY, INVALID, HANDLE],
    "cudaStreamCopyAttributes": [NOT_SUPPORTED],
    "cudaStreamGetAttribute": [INVALID, HANDLE],
    "cudaStreamGetDevice": [INVALID, UNAVAILABLE],
    "cudaStreamGetFlags": [INVALID, HANDLE],
    "cudaStreamGetId": [INVALID, HANDLE],
    "cudaStreamGetPriority": [INVALID, HANDLE],
    "cudaStreamSetAttribute": [INVALID, HANDLE],
    "cudaStreamUpdateCaptureDependencies": [INVALID, ILLEGAL_STATE],
    "cudaStreamUpdateCaptureDependencies_v2": [INVALID, ILLEGAL_STATE],
    "cudaThreadGetLimit": [LIMIT, INVALID],
    "cudaThreadSetLimit": [LIMIT, INVALID],
    **{name: [INVALID] for name in """
        cudaGraphAddChildGraphNode cudaGraphAddDependencies cudaGraphAddDependencies_v2 cudaGraphAddEmptyNode
        cudaGraphAddEventRecordNode cudaGraphAddEventWaitNode cudaGraphAddMemcpyNode cudaGraphAddMemcpyNode1D
        cudaGraphChildGraphNodeGetGraph cudaGraphDestroyNode cudaGraphEventRecordNodeGetEvent cudaGraphEventRecordNodeSetEvent
        cudaGraphEventWaitNodeGetEvent cudaGraphEventWaitNodeSetEvent cudaGraphExecChildGraphNodeSetParams
        cudaGraphExecEventRecordNodeSetEvent cudaGraphExecEventWaitNodeSetEvent cudaGraphExecGetFlags
        cudaGraphExecHostNodeSetParams cudaGraphExecMemcpyNodeSetParams cudaGraphExecMemcpyNodeSetParams1D
        cudaGraphExecMemsetNodeSetParams cudaGraphGetEdges cudaGraphGetNodes cudaGraphGetRootNodes cudaGraphHostNodeGetParams
        cudaGraphHostNodeSetParams cudaGraphInstantiateWithParams cudaGraphMemcpyNodeGetParams cudaGraphMemcpyNodeSetParams
        cudaGraphMemcpyNodeSetParams1D cudaGraphMemsetNodeGetParams cudaGraphMemsetNodeSetParams cudaGraphNodeFindInClone
        cudaGraphNodeGetDependencies cudaGraphNodeGetDependentNodes cudaGraphNodeGetEnabled cudaGraphNodeGetType
        cudaGraphNodeSetEnabled cudaGraphReleaseUserObject cudaGraphRemoveDependencies cudaGraphRemoveDependencies_v2
        cudaGraphRetainUserObject cudaHostGetFlags cudaMemPoolDestroy cudaMemPoolGetAttribute cudaMemPoolSetAccess
        cudaMemPoolSetAttribute cudaMemPoolTrimTo cudaMemRangeGetAttribute cudaMemRangeGetAttributes cudaMemcpyBatchAsync
        cudaMemcpyWithAttributesAsync cudaMemset3D cudaMemset3DAsync cudaStreamBeginCaptureToGraph cudaUserObjectCreate
        cudaUserObjectRelease cudaUserObjectRetain
    """.split()},
}

# Code and data of kernels, refused as their launch is.
NO_IMAGE = """
cudaFuncGetAttributes cudaFuncGetName cudaFuncGetParamCount cudaFuncGetParamInfo cudaFuncSetAttribute cudaFuncSetCacheConfig
cudaFuncSetSharedMemConfig cudaGetFuncBySymbol __cudaGetKernel cudaGetKernel cudaGetSymbolAddress cudaGetSymbolSize
cudaGraphAddKernelNode cudaGraphAddMemcpyNodeFromSymbol cudaGraphAddMemcpyNodeToSymbol cudaGraphExecKernelNodeSetParams
cudaGraphExecMemcpyNodeSetParamsFromSymbol cudaGraphExecMemcpyNodeSetParamsToSymbol cudaGraphKernelNodeCopyAttributes
cudaGraphKernelNodeGetAttribute cudaGraphKernelNodeGetParams cudaGraphKernelNodeSetAttribute cudaGraphKernelNodeSetParams
cudaGraphMemcpyNodeSetParamsFromSymbol cudaGraphMemcpyNodeSetParamsToSymbol cudaKernelSetAttributeForDevice
cudaLaunchCooperativeKernel cudaLaunchCooperativeKernelMultiDevice cudaLaunchCooperativeKernel_ptsz __cudaLaunchKernel
cudaLaunchKernelExC cudaLaunchKernelExC_ptsz cudaLaunchKernel_ptsz __cudaLaunchKernel_ptsz cudaLibraryEnumerateKernels
cudaLibraryGetGlobal cudaLibraryGetKernel cudaLibraryGetKernelCount cudaLibraryGetManaged cudaLibraryGetUnifiedFunction
cudaLibraryLoadData cudaLibraryLoadFromFile cudaLibraryUnload cudaMemcpyFromSymbol cudaMemcpyFromSymbolAsync
cudaMemcpyFromSymbolAsync_ptsz cudaMemcpyFromSymbol_ptds cudaMemcpyToSymbol cudaMemcpyToSymbolAsync cudaMemcpyToSymbolAsync_ptsz
cudaMemcpyToSymbol_ptds cudaOccupancyAvailableDynamicSMemPerBlock cudaOccupancyMaxActiveBlocksPerMultiprocessor
cudaOccupancyMaxActiveBlocksPerMultiprocessorWithFlags cudaOccupancyMaxActiveClusters cudaOccupancyMaxPotentialClusterSize
""".split()

# What else is not there.
NOT_THERE = """
cudaArrayGetInfo cudaArrayGetMemoryRequirements cudaArrayGetPlane cudaArrayGetSparseProperties cudaCreateSurfaceObject
cudaCreateTextureObject cudaDestroySurfaceObject cudaDestroyTextureObject cudaDeviceGetTexture1DLinearMaxWidth cudaFreeArray
cudaFreeMipmappedArray cudaGetChannelDesc cudaGetMipmappedArrayLevel cudaGetSurfaceObjectResourceDesc
cudaGetTextureObjectResourceDesc cudaGetTextureObjectResourceViewDesc cudaGetTextureObjectTextureDesc cudaMalloc3DArray
cudaMallocArray cudaMallocMipmappedArray cudaMemcpy2DArrayToArray cudaMemcpy2DArrayToArray_ptds cudaMemcpy2DFromArray
cudaMemcpy2DFromArrayAsync cudaMemcpy2DFromArrayAsync_ptsz cudaMemcpy2DFromArray_ptds cudaMemcpy2DToArray cudaMemcpy2DToArrayAsync
cudaMemcpy2DToArrayAsync_ptsz cudaMemcpy2DToArray_ptds cudaMemcpy3DBatchAsync cudaMemcpy3DBatchAsync_ptsz
cudaMemcpy3DWithAttributesAsync cudaMemcpy3DWithAttributesAsync_ptsz cudaMemcpyArrayToArray cudaMemcpyArrayToArray_ptds
cudaMemcpyFromArray cudaMemcpyFromArrayAsync cudaMemcpyFromArrayAsync_ptsz cudaMemcpyFromArray_ptds cudaMemcpyToArray
cudaMemcpyToArrayAsync cudaMemcpyToArrayAsync_ptsz cudaMemcpyToArray_ptds cudaMipmappedArrayGetMemoryRequirements
cudaMipmappedArrayGetSparseProperties cudaDestroyExternalMemory cudaDestroyExternalSemaphore cudaDeviceFlushGPUDirectRDMAWrites
cudaDeviceGetNvSciSyncAttributes cudaEGLStreamConsumerAcquireFrame cudaEGLStreamConsumerConnect
cudaEGLStreamConsumerConnectWithFlags cudaEGLStreamConsumerDisconnect cudaEGLStreamConsumerReleaseFrame
cudaEGLStreamProducerConnect cudaEGLStreamProducerDisconnect cudaEGLStreamProducerPresentFrame cudaEGLStreamProducerReturnFrame
cudaEventCreateFromEGLSync cudaExternalMemoryGetMappedBuffer cudaExternalMemoryGetMappedMipmappedArray cudaGLGetDevices
cudaGLMapBufferObject cudaGLMapBufferObjectAsync cudaGLRegisterBufferObject cudaGLSetBufferObjectMapFlags cudaGLSetGLDevice
cudaGLUnmapBufferObject cudaGLUnmapBufferObjectAsync cudaGLUnregisterBufferObject cudaGraphAddExternalSemaphoresSignalNode
cudaGraphAddExternalSemaphoresWaitNode cudaGraphExecExternalSemaphoresSignalNodeSetParams
cudaGraphExecExternalSemaphoresWaitNodeSetParams cudaGraphExternalSemaphoresSignalNodeGetParams
cudaGraphExternalSemaphoresSignalNodeSetParams cudaGraphExternalSemaphoresWaitNodeGetParams
cudaGraphExternalSemaphoresWaitNodeSetParams cudaGraphicsEGLRegisterImage cudaGraphicsGLRegisterBuffer cudaGraphicsGLRegisterImage
cudaGraphicsMapResources cudaGraphicsResourceGetMappedEglFrame cudaGraphicsResourceGetMappedMipmappedArray
cudaGraphicsResourceGetMappedPointer cudaGraphicsResourceSetMapFlags cudaGraphicsSubResourceGetMappedArray
cudaGraphicsUnmapResources cudaGraphicsUnregisterResource cudaGraphicsVDPAURegisterOutputSurface
cudaGraphicsVDPAURegisterVideoSurface cudaImportExternalMemory cudaImportExternalSemaphore cudaSignalExternalSemaphoresAsync
cudaSignalExternalSemaphoresAsync_ptsz cudaSignalExternalSemaphoresAsync_v2 cudaSignalExternalSemaphoresAsync_v2_ptsz
cudaVDPAUGetDevice cudaVDPAUSetVDPAUDevice cudaWaitExternalSemaphoresAsync cudaWaitExternalSemaphoresAsync_ptsz
cudaWaitExternalSemaphoresAsync_v2 cudaWaitExternalSemaphoresAsync_v2_ptsz cudaIpcCloseMemHandle cudaIpcGetEventHandle
cudaIpcGetMemHandle cudaIpcOpenEventHandle cudaIpcOpenMemHandle cudaMemPoolExportPointer cudaMemPoolExportToShareableHandle
cudaMemPoolImportFromShareableHandle cudaMemPoolImportPointer cudaDeviceGetGraphMemAttribute cudaDeviceGraphMemTrim
cudaDeviceSetGraphMemAttribute cudaGraphAddMemAllocNode cudaGraphAddMemFreeNode cudaGraphConditionalHandleCreate
cudaGraphConditionalHandleCreate_v2 cudaGraphExecGetId cudaGraphExecNodeSetParams cudaGraphGetId cudaGraphMemAllocNodeGetParams
cudaGraphMemFreeNodeGetParams cudaGraphNodeGetContainingGraph cudaGraphNodeGetLocalId cudaGraphNodeGetParams
cudaGraphNodeGetToolsId cudaGraphNodeSetParams cudaStreamBeginRecaptureToGraph cudaStreamBeginRecaptureToGraph_ptsz
cudaDevResourceGenerateDesc cudaDevSmResourceSplit cudaDevSmResourceSplitByCount cudaDeviceGetDevResource
cudaDeviceGetExecutionCtx cudaDeviceGetHostAtomicCapabilities cudaDeviceGetP2PAtomicCapabilities
cudaDeviceRegisterAsyncNotification cudaDeviceUnregisterAsyncNotification cudaExecutionCtxDestroy cudaExecutionCtxGetDevResource
cudaExecutionCtxGetDevice cudaExecutionCtxGetId cudaExecutionCtxRecordEvent cudaExecutionCtxStreamCreate
cudaExecutionCtxSynchronize cudaExecutionCtxWaitEvent cudaGetExportTable cudaGreenCtxCreate cudaLogsCurrent cudaLogsDumpToFile
cudaLogsDumpToMemory cudaLogsRegisterCallback cudaLogsUnregisterCallback cudaMemDiscardAndPrefetchBatchAsync
cudaMemDiscardAndPrefetchBatchAsync_ptsz cudaMemDiscardBatchAsync cudaMemDiscardBatchAsync_ptsz cudaMemGetLocationInfo
cudaMemPrefetchBatchAsync cudaMemPrefetchBatchAsync_ptsz cudaStreamGetDevResource cudaStreamGetDevResource_ptsz
""".split()

IMPOSSIBLE = {
    LOSSY: "edges have no data", UNAVAILABLE: "the one device is always there",
    **{(name, NOT_SUPPORTED): "pools are there" for name in ("cudaDeviceGetDefaultMemPool", "cudaDeviceGetMemPool", "cudaDeviceSetMemPool")},
    **{(name, NOT_SUPPORTED): "functions of the host are there" for name in ("cudaGraphAddHostNode", "cudaLaunchHostFunc_v2")},
    **{(name, MEMORY): "a graph has no memory of its own" for name in ("cudaGraphClone", "cudaGraphCreate")},
    **{(name, FUNCTION): "kernels cannot be nodes" for name in ("cudaGraphAddNode", "cudaGraphAddNode_v2")},
    ("cudaDeviceSetLimit", MEMORY): "a limit takes no memory",
    **{(name, INVALID): "any value is kept" for name in ("cudaDeviceSetLimit", "cudaThreadSetLimit")},
    ("cudaGetDeviceFlags", DEVICE): "the call names no device", ("cudaGraphAddMemsetNode", DEVICE): "the call names no device",
    ("cudaStreamCopyAttributes", NOT_SUPPORTED): "streams have attributes",
}
HARMLESS = {
    "cudaCreateChannelDesc": "no argument is looked at", "cudaCtxResetPersistingL2Cache": "no argument",
    "cudaThreadExit": "no argument", "cudaThreadSynchronize": "no argument",
    **{name: "called by the compiler's code only, answers nothing" for name in (
        "__cudaInitModule", "__cudaRegisterHostVar", "__cudaRegisterManagedVar")},
}
HUGE, HALF = S(2 ** 64 - 1), S(2 ** 63 - 1)
NOTHING = c.c_void_p(0x1234560)


class MoreFaults:
    """The wrong calls, made by `refuse`, which takes a function, its status, what is wrong, and arguments; `new` is memory that must
    stay as it is."""

    def __init__(self, refuse, new, streams, events):
        self.refuse, self.new, self.streams, self.events = refuse, new, streams, events

    def all(self):
        self.absent()
        self.settings()
        self.slices()
        self.batches()
        self.managed()
        self.pools()
        self.stream_attributes()
        self.graphs()
        self.captures()

    def absent(self):
        for names, status in ((NO_IMAGE, IMAGE), (NOT_THERE, NOT_SUPPORTED)):
            for name in names:
                if hasattr(cudart, name):
                    self.refuse(name, status, "what is not there", *[self.new() for _ in range(6)])

    def settings(self):
        refuse, new = self.refuse, self.new
        for name in ("cudaDevice", "cudaThread"):
            if not hasattr(cudart, name + "GetLimit"):
                continue
            refuse(name + "GetLimit", INVALID, "NULL", None, 0)
            for limit in (-1, 7, 99):
                refuse(name + "GetLimit", LIMIT, f"limit {limit}", new(), limit)
                refuse(name + "SetLimit", LIMIT, f"limit {limit}", limit, S(1))
            refuse(name + "GetCacheConfig", INVALID, "NULL", None)
            for value in (-1, 4):
                refuse(name + "SetCacheConfig", INVALID, f"{value}", value)
        refuse("cudaDeviceGetSharedMemConfig", INVALID, "NULL", None)
        for value in (-1, 3):
            refuse("cudaDeviceSetSharedMemConfig", INVALID, f"{value}", value)
        refuse("cudaGetDeviceFlags", INVALID, "NULL", None)
        refuse("cudaChooseDevice", INVALID, "NULL", None, new())
        refuse("cudaChooseDevice", INVALID, "no properties", new(), None)
        refuse("cudaSetValidDevices", INVALID, "NULL", None, 1)
        refuse("cudaSetValidDevices", INVALID, "-1 devices", new(), -1)
        refuse("cudaSetValidDevices", DEVICE, "device 1", (c.c_int * 2)(0, 1), 2)
        refuse("cudaDeviceGetByPCIBusId", INVALID, "NULL", None, b"0000:00:00.0")
        for text in (None, b"", b"0", b"x:00.0", b"0:0:0:0:0.0", b"0000:00:zz.0"):
            refuse("cudaDeviceGetByPCIBusId", INVALID, f"{text}", new(), text)
        for text in (b"0000:01:00.0", b"01:00.0"):
            refuse("cudaDeviceGetByPCIBusId", DEVICE, f"{text}", new(), text)
        refuse("cudaDeviceDisablePeerAccess", PEER_NOT_ENABLED, "a peer that is none", 0)
        refuse("cudaDeviceDisablePeerAccess", DEVICE, "device 1", 1)
        refuse("cudaDeviceGetP2PAttribute", INVALID, "NULL", None, 1, 0, 0)
        for attribute in (0, 5):
            refuse("cudaDeviceGetP2PAttribute", INVALID, f"attribute {attribute}", new(), attribute, 0, 0)
        refuse("cudaDeviceGetP2PAttribute", DEVICE, "a device and itself", new(), 1, 0, 0)
        for name, version in (("cudaGetDriverEntryPoint", []), ("cudaGetDriverEntryPointByVersion", [12000])):
            refuse(name, INVALID, "no name", None, new(), *version, c.c_ulonglong(0), new())
            refuse(name, INVALID, "NULL", b"cuInit", None, *version, c.c_ulonglong(0), new())
            refuse(name, INVALID, "flags 3", b"cuInit", new(), *version, c.c_ulonglong(3), new())
            refuse(name, NOT_SUPPORTED, "there is no driver", b"cuInit", c.byref(c.c_void_p()), *version, c.c_ulonglong(0), None)
        for name in ("cudaSetDoubleForDevice", "cudaSetDoubleForHost"):
            if hasattr(cudart, name):
                refuse(name, INVALID, "NULL", None)

    def slices(self):
        refuse, new = self.refuse, self.new
        a, own = Memory(I32, [0] * 64), new(256)
        refuse("cudaMalloc3D", INVALID, "NULL", None, Extent(4, 4, 4))
        for extent in (Extent(2 ** 63, 1, 1), Extent(2 ** 40, 2 ** 40, 1), Extent(4, 2 ** 40, 2 ** 40), Extent(2 ** 40, 2 ** 20, 1)):
            refuse("cudaMalloc3D", MEMORY, f"{extent.width} {extent.height} {extent.depth}", new(), extent)
        for name in ("cudaMemset3D", "cudaMemset3DAsync"):
            extra = [None] if name.endswith("Async") else []
            refuse(name, INVALID, "NULL", Rows(None, 16, 16, 2), 0, Extent(4, 2, 2), *extra)
            refuse(name, INVALID, "a pitch that is too small", Rows(a.pointer.value, 3, 16, 2), 0, Extent(4, 2, 2), *extra)
            refuse(name, INVALID, "past the end", Rows(a.pointer.value, 16, 16, 8), 0, Extent(16, 8, 3), *extra)
            refuse(name, INVALID, "slices past all addresses", Rows(a.pointer.value, 2 ** 32, 16, 2 ** 31), 0, Extent(4, 1, 9), *extra)
            refuse(name, INVALID, "memory of the program's", Rows(c.addressof(own), 16, 16, 2), 0, Extent(4, 2, 2), *extra)
        for stream, what in self.streams:
            refuse("cudaMemset3DAsync", HANDLE, what, Rows(a.pointer.value, 16, 16, 2), 0, Extent(4, 2, 2), stream)

        def copy(**changes):
            fields = dict(source=Rows(a.pointer.value, 16, 16, 2), target=Rows(a.at(32).value, 16, 16, 2), extent=Extent(16, 2, 2), kind=3)
            return Copy3D(**dict(fields, **changes))
        for name in ("cudaMemcpy3D", "cudaMemcpy3DAsync"):
            extra = [None] if name.endswith("Async") else []
            refuse(name, INVALID, "NULL", None, *extra)
            for what, status, changed in (
                    ("an array", INVALID, copy(source_array=16)), ("an array", INVALID, copy(target_array=16)),
                    ("no source", INVALID, copy(source=Rows(None, 16, 16, 2))), ("no target", INVALID, copy(target=Rows(None, 16, 16, 2))),
                    ("a pitch that is too small", PITCH, copy(source=Rows(a.pointer.value, 15, 16, 2))),
                    ("direction 5", DIRECTION, copy(kind=5)), ("direction -1", DIRECTION, copy(kind=-1)),
                    ("past the end", INVALID, copy(target_at=Position(1, 0, 3))), ("past the end", INVALID, copy(extent=Extent(16, 2, 9))),
                    ("past all addresses", INVALID, copy(extent=Extent(16, 2, 2 ** 63))),
                    ("memory of the program's", INVALID, copy(target=Rows(c.addressof(own), 16, 16, 2)))):
                refuse(name, status, what, c.byref(changed), *extra)
        for stream, what in self.streams:
            refuse("cudaMemcpy3DAsync", HANDLE, what, c.byref(copy()), stream)
        for name in ("cudaMemcpy3DPeer", "cudaMemcpy3DPeerAsync"):
            extra = [None] if name.endswith("Async") else []
            refuse(name, INVALID, "NULL", None, *extra)
            fields = dict(source=Rows(a.pointer.value, 16, 16, 2), target=Rows(a.at(32).value, 16, 16, 2), extent=Extent(16, 2, 2))
            for what, status, changes in (
                    ("device 1", DEVICE, dict(source_device=1)), ("device -1", DEVICE, dict(target_device=-1)),
                    ("an array", INVALID, dict(source_array=16)), ("past the end", INVALID, dict(extent=Extent(16, 2, 9))),
                    ("a pitch that is too small", PITCH, dict(target=Rows(a.at(32).value, 8, 16, 2)))):
                refuse(name, status, what, c.byref(PeerCopy3D(**dict(fields, **changes))), *extra)
        for devices in ((1, 0), (0, 1), (-1, 0)):
            refuse("cudaMemcpyPeerAsync", DEVICE, f"devices {devices}", a.pointer, devices[0], a.at(8), devices[1], S(4), None)
        refuse("cudaMemcpyPeerAsync", INVALID, "past the end", a.at(63), 0, a.pointer, 0, S(8), None)
        refuse("cudaMemcpyPeerAsync", INVALID, "NULL", None, 0, a.pointer, 0, S(8), None)
        expect(a.read(), [0] * 64, "memory after wrong copies")
        a.free()

    def batches(self):
        refuse, new = self.refuse, self.new
        a, stream = Memory(I32, [0] * 16), new_handle("cudaStreamCreate")
        good = dict(targets=(c.c_void_p * 2)(a.at(0).value, a.at(4).value), sources=(c.c_void_p * 2)(a.at(8).value, a.at(12).value),
                    sizes=(S * 2)(8, 8), count=2, attributes=(CopyAttributes * 2)(CopyAttributes(order=1), CopyAttributes(order=3)),
                    starts=(S * 2)(0, 1), kinds=2, stream=stream)
        for what, index, changes in (
                ("no targets", None, dict(targets=None)), ("no sources", None, dict(sources=None)), ("no sizes", None, dict(sizes=None)),
                ("no copies", None, dict(count=0)), ("no attributes", None, dict(attributes=None)), ("no starts", None, dict(starts=None)),
                ("no kinds", None, dict(kinds=0)), ("more kinds than copies", None, dict(count=1)),
                ("starts that begin late", None, dict(starts=(S * 2)(1, 2))), ("starts that do not rise", None, dict(starts=(S * 2)(0, 0))),
                ("an order that is none", None, dict(attributes=(CopyAttributes * 2)())),
                ("the default stream", None, dict(stream=None)), ("a copy of nothing", 1, dict(sizes=(S * 2)(8, 0))),
                ("past the end", 1, dict(sizes=(S * 2)(8, 80))), ("a target that is NULL", 0, dict(targets=(c.c_void_p * 2)(None, 1)))):
            v = dict(good, **changes)
            failed = S(77)
            refuse("cudaMemcpyBatchAsync", INVALID, what, v["targets"], v["sources"], v["sizes"], S(v["count"]), v["attributes"],
                   v["starts"], S(v["kinds"]), *([c.byref(failed)] if IS_12 else []), v["stream"])
            if IS_12:
                expect(failed.value, 2 ** 64 - 1 if index is None else index, f"the place of {what}")
        if not IS_12:
            name, attributes = "cudaMemcpyWithAttributesAsync", CopyAttributes(order=1)
            refuse(name, INVALID, "no attributes", a.pointer, a.at(8), S(4), None, stream)
            refuse(name, INVALID, "an order that is none", a.pointer, a.at(8), S(4), c.byref(CopyAttributes()), stream)
            refuse(name, INVALID, "the default stream", a.pointer, a.at(8), S(4), c.byref(attributes), None)
            refuse(name, INVALID, "past the end", a.pointer, a.at(8), S(99), c.byref(attributes), stream)
        refuse("cudaHostGetFlags", INVALID, "NULL", None, a.pointer)
        refuse("cudaHostGetFlags", INVALID, "no memory", new(), None)
        refuse("cudaHostGetFlags", INVALID, "memory of the device", new(), a.pointer)
        expect(a.read(), [0] * 16, "memory after wrong copies")
        ok("cudaStreamDestroy", stream)
        a.free()

    def managed(self):
        refuse, new = self.refuse, self.new
        memory, a = c.c_void_p(), Memory(I32, [0] * 16)
        ok("cudaMallocManaged", c.byref(memory), S(256), 1)
        ranges = ((None, 256, "NULL"), (memory, 0, "no bytes"), (memory, 257, "past the end"), (a.pointer, 64, "memory of the device"),
                  (NOTHING, 64, "no memory"))
        forms = [("cudaMemAdvise", lambda kind, id_: [id_ if kind == 1 else -1])] if IS_12 else []
        forms.append(("cudaMemAdvise_v2" if IS_12 else "cudaMemAdvise", lambda kind, id_: [Location(kind, id_)]))
        for name, place in forms:
            for pointer, size, what in ranges:
                refuse(name, INVALID, what, pointer, S(size), 1, *place(1, 0))
            for advice in (0, 7):
                refuse(name, INVALID, f"advice {advice}", memory, S(256), advice, *place(1, 0))
            for advice in (3, 5, 6):
                refuse(name, DEVICE, "device 1", memory, S(256), advice, *place(1, 1))
        forms = [("cudaMemPrefetchAsync", lambda kind, id_: [id_])] if IS_12 else []
        forms.append(("cudaMemPrefetchAsync_v2" if IS_12 else "cudaMemPrefetchAsync", lambda kind, id_: [Location(kind, id_), 0]))
        for name, place in forms:
            for pointer, size, what in ranges:
                refuse(name, INVALID, what, pointer, S(size), *place(1, 0), None)
            refuse(name, DEVICE, "device 1", memory, S(256), *place(1, 1), None)
            for stream, what in self.streams:
                refuse(name, HANDLE, what, memory, S(256), *place(1, 0), stream)
        refuse(name, INVALID, "flags 1", memory, S(256), Location(1, 0), 1, None)
        for pointer, size, what in ranges:
            refuse("cudaMemRangeGetAttribute", INVALID, what, new(), S(4), 1, pointer, S(size))
            refuse("cudaMemRangeGetAttributes", INVALID, what, (c.c_void_p * 1)(16), (S * 1)(4), (c.c_int * 1)(1), S(1), pointer, S(size))
        refuse("cudaMemRangeGetAttribute", INVALID, "NULL", None, S(4), 1, memory, S(256))
        for number, room in ((0, 4), (9, 4), (1, 8), (3, 0), (3, 6)):
            refuse("cudaMemRangeGetAttribute", INVALID, f"attribute {number} of {room} bytes", new(), S(room), number, memory, S(256))
        lists = (c.c_void_p * 1)(c.addressof(new())), (S * 1)(8), (c.c_int * 1)(1)
        for place in range(3):
            refuse("cudaMemRangeGetAttributes", INVALID, "NULL", *[None if i == place else lists[i] for i in range(3)], S(1), memory, S(256))
        refuse("cudaMemRangeGetAttributes", INVALID, "no attribute", *lists, S(0), memory, S(256))
        refuse("cudaMemRangeGetAttributes", INVALID, "a number of 8 bytes", *lists, S(1), memory, S(256))
        name = "cudaStreamAttachMemAsync"
        refuse(name, INVALID, "NULL", None, None, S(0), 1)
        refuse(name, INVALID, "memory of the device", None, a.pointer, S(0), 1)
        refuse(name, INVALID, "a middle", None, c.c_void_p(memory.value + 1), S(0), 1)
        refuse(name, INVALID, "a part", None, memory, S(255), 1)
        for flags in (0, 3, 8):
            refuse(name, INVALID, f"flags {flags}", None, memory, S(0), flags)
        for stream, what in self.streams:
            refuse(name, HANDLE, what, stream, memory, S(0), 1)
        ok("cudaFree", memory)
        a.free()

    def pools(self):
        refuse, new = self.refuse, self.new
        gone, standard = c.c_void_p(), c.c_void_p()
        good = PoolProperties(1, 0, Location(1, 0))
        ok("cudaMemPoolCreate", c.byref(gone), c.byref(good))
        ok("cudaMemPoolDestroy", gone)
        ok("cudaDeviceGetDefaultMemPool", c.byref(standard), 0)
        for name in ("cudaDeviceGetDefaultMemPool", "cudaDeviceGetMemPool"):
            refuse(name, INVALID, "NULL", None, 0)
            refuse(name, DEVICE, "device 1", new(), 1)
        refuse("cudaDeviceSetMemPool", DEVICE, "device 1", 1, standard)
        refuse("cudaMemPoolCreate", INVALID, "NULL", None, c.byref(good))
        refuse("cudaMemPoolCreate", INVALID, "no properties", new(), None)
        for what, status, wrong in (("memory of another kind", INVALID, PoolProperties(0, 0, Location(1, 0))),
                                    ("the host", INVALID, PoolProperties(1, 0, Location(2, 0))),
                                    ("device 1", INVALID, PoolProperties(1, 0, Location(1, 1))),
                                    ("other processes", NOT_SUPPORTED, PoolProperties(1, 1, Location(1, 0)))):
            refuse("cudaMemPoolCreate", status, what, new(), c.byref(wrong))
        refuse("cudaMemPoolDestroy", INVALID, "the device's own", standard)
        for pool, what in ((None, "NULL"), (NOTHING, "no pool"), (gone, "a pool that ended")):
            refuse("cudaDeviceSetMemPool", INVALID, what, 0, pool)
            refuse("cudaMemPoolDestroy", INVALID, what, pool)
            refuse("cudaMemPoolGetAttribute", INVALID, what, pool, 1, new())
            refuse("cudaMemPoolSetAttribute", INVALID, what, pool, 1, new())
            refuse("cudaMemPoolTrimTo", INVALID, what, pool, S(0))
            refuse("cudaMemPoolSetAccess", INVALID, what, pool, c.byref(Access(Location(1, 0), 3)), S(1))
            refuse("cudaMemPoolGetAccess", INVALID, what, new(), pool, c.byref(Location(1, 0)))
            refuse("cudaMallocFromPoolAsync", INVALID, what, new(), S(4), pool, None)
        for number in (0, 9):
            refuse("cudaMemPoolGetAttribute", INVALID, f"attribute {number}", standard, number, new())
            refuse("cudaMemPoolSetAttribute", INVALID, f"attribute {number}", standard, number, new())
        refuse("cudaMemPoolGetAttribute", INVALID, "NULL", standard, 1, None)
        refuse("cudaMemPoolSetAttribute", INVALID, "NULL", standard, 1, None)
        for number in (5, 7):
            refuse("cudaMemPoolSetAttribute", INVALID, "what is in use", standard, number, c.byref(c.c_uint64(0)))
        for number in (6, 8):
            refuse("cudaMemPoolSetAttribute", INVALID, "a high mark of 1", standard, number, c.byref(c.c_uint64(1)))
        for what, wrong in (("no access", Access(Location(1, 0), 0)), ("device 1", Access(Location(1, 1), 3)), ("the host", Access(Location(2, 0), 3))):
            refuse("cudaMemPoolSetAccess", INVALID, what, standard, c.byref(wrong), S(1))
        refuse("cudaMemPoolSetAccess", INVALID, "NULL", standard, None, S(1))
        refuse("cudaMemPoolGetAccess", INVALID, "NULL", None, standard, c.byref(Location(1, 0)))
        refuse("cudaMemPoolGetAccess", INVALID, "no location", new(), standard, None)
        refuse("cudaMemPoolGetAccess", INVALID, "device 1", new(), standard, c.byref(Location(1, 1)))
        refuse("cudaMallocFromPoolAsync", INVALID, "NULL", None, S(4), standard, None)
        refuse("cudaMallocFromPoolAsync", MEMORY, "4 EiB", new(), S(2 ** 62), standard, None)
        memory = c.c_void_p()
        ok("cudaMallocAsync", c.byref(memory), S(64), None)
        for name, pool in (("cudaMallocAsync", []), ("cudaMallocFromPoolAsync", [standard])):
            for size in (HALF, HUGE):
                refuse(name, MEMORY, "more than all addresses, beside some in use", new(), size, *pool, None)
        ok("cudaFree", memory)
        for stream, what in self.streams:
            refuse("cudaMallocFromPoolAsync", HANDLE, what, new(), S(4), standard, stream)
        if IS_12:
            return
        for name in ("cudaMemGetDefaultMemPool", "cudaMemGetMemPool", "cudaMemSetMemPool"):
            def call(status, what, result, place, kind):
                arguments = [place, kind, standard] if name == "cudaMemSetMemPool" else [result, place, kind]
                refuse(name, status, what, *arguments)
            call(INVALID, "no place", new(), None, 1)
            call(INVALID, "memory of another kind", new(), c.byref(Location(1, 0)), 0)
            call(INVALID, "a place that is none", new(), c.byref(Location(0, 0)), 1)
            call(NOT_SUPPORTED, "the host", new(), c.byref(Location(2, 0)), 1)
            call(DEVICE, "device 1", new(), c.byref(Location(1, 1)), 1)
            if name == "cudaMemSetMemPool":
                refuse(name, INVALID, "a pool that ended", c.byref(Location(1, 0)), 1, gone)
            else:
                call(INVALID, "NULL", None, c.byref(Location(1, 0)), 1)

    def stream_attributes(self):
        refuse, new = self.refuse, self.new
        for name in ("Flags", "Priority", "Id", "Device"):
            refuse("cudaStreamGet" + name, INVALID, "NULL", None, None)
            for stream, what in self.streams:
                refuse("cudaStreamGet" + name, HANDLE, what, stream, new())
        for name in ("cudaStreamGetAttribute", "cudaStreamSetAttribute"):
            refuse(name, INVALID, "NULL", None, 3, None)
            for number in (0, 2, 99):
                refuse(name, INVALID, f"attribute {number}", None, number, new())
            for stream, what in self.streams:
                refuse(name, HANDLE, what, stream, 3, new())
        for stream, what in self.streams:
            refuse("cudaStreamCopyAttributes", HANDLE, what, stream, None)
            refuse("cudaStreamCopyAttributes", HANDLE, what, None, stream)
        if IS_12:
            name = "cudaEventElapsedTime_v2"
            event, timeless = new_handle("cudaEventCreate"), new_handle("cudaEventCreateWithFlags", 2)
            refuse(name, INVALID, "NULL", None, event, event)
            refuse(name, HANDLE, "events without a record", new(), event, event)
            ok("cudaEventRecord", timeless, None)
            refuse(name, HANDLE, "events without times", new(), timeless, timeless)
            for wrong, what in self.events:
                refuse(name, HANDLE, what, new(), wrong, event)
            for one in (event, timeless):
                ok("cudaEventDestroy", one)
        else:
            name, function = "cudaLaunchHostFunc_v2", HostFunction(lambda data: None)
            refuse(name, INVALID, "NULL", None, None, None, 0)
            refuse(name, INVALID, "mode 2", None, function, None, 2)
            for stream, what in self.streams:
                refuse(name, HANDLE, what, stream, function, None, 0)

    def graphs(self):
        refuse, new = self.refuse, self.new
        graph, other, gone = (new_handle("cudaGraphCreate", 0) for _ in range(3))
        ok("cudaGraphDestroy", gone)
        a, edge = Memory(I32, [0] * 8), [] if IS_12 else [None]
        function, event = HostFunction(lambda data: None), new_handle("cudaEventCreate")
        one = new_handle("cudaGraphAddEmptyNode", graph, None, S(0))
        two = new_handle("cudaGraphAddEmptyNode", graph, None, S(0))
        stranger = new_handle("cudaGraphAddEmptyNode", other, None, S(0))
        called = new_handle("cudaGraphAddHostNode", graph, None, S(0), c.byref(HostCall(function, None)))
        filled = new_handle("cudaGraphAddMemsetNode", graph, None, S(0), c.byref(Setting(a.pointer.value, 0, 0, 1, 4, 1)))
        copied = new_handle("cudaGraphAddMemcpyNode1D", graph, None, S(0), a.pointer, a.at(4), S(4), 3)
        child = new_handle("cudaGraphAddChildGraphNode", graph, None, S(0), other)
        recorded = new_handle("cudaGraphAddEventRecordNode", graph, None, S(0), event)
        waited = new_handle("cudaGraphAddEventWaitNode", graph, None, S(0), event)
        ready = new_handle("cudaGraphInstantiate", graph, c.c_ulonglong(0))
        nodes, bad_nodes = [one, two], [(None, "NULL"), (NOTHING, "no node"), (graph, "a graph")]
        bad_graphs = [(None, "NULL"), (NOTHING, "no graph"), (gone, "a graph that ended"), (one, "a node")]
        refuse("cudaGraphCreate", INVALID, "NULL", None, 0)
        refuse("cudaGraphCreate", INVALID, "flags 1", new(), 1)
        refuse("cudaGraphClone", INVALID, "NULL", None, graph)
        setting, rows = Setting(a.pointer.value, 0, 0, 1, 4, 1), Copy3D(
            source=Rows(a.pointer.value, 4, 4, 1), target=Rows(a.at(4).value, 4, 4, 1), extent=Extent(4, 1, 1), kind=3)
        host, any_ = HostCall(function, None), c.create_string_buffer(struct.pack("<i", 5), 256)
        makers = [("cudaGraphAddEmptyNode", []), ("cudaGraphAddHostNode", [c.byref(host)]), ("cudaGraphAddMemsetNode", [c.byref(setting)]),
                  ("cudaGraphAddMemcpyNode", [c.byref(rows)]), ("cudaGraphAddMemcpyNode1D", [a.pointer, a.at(4), S(4), 3]),
                  ("cudaGraphAddChildGraphNode", [other]), ("cudaGraphAddEventRecordNode", [event]),
                  ("cudaGraphAddEventWaitNode", [event]), ("cudaGraphAddNode", [any_])] + ([("cudaGraphAddNode_v2", [any_])] if IS_12 else [])
        for name, parameters in makers:
            more = [None] if name.endswith("_v2") or name == "cudaGraphAddNode" and not IS_12 else []
            refuse(name, INVALID, "NULL", None, graph, None, *more, S(0), *parameters)
            for wrong, what in bad_graphs:
                refuse(name, INVALID, what, new(), wrong, None, *more, S(0), *parameters)
            refuse(name, INVALID, "a dependency that is NULL", new(), graph, None, *more, S(1), *parameters)
            refuse(name, INVALID, "a node of another graph", new(), graph, c.byref(stranger), *more, S(1), *parameters)
            twice = (c.c_void_p * 2)(one.value, one.value)
            refuse(name, INVALID, "a node twice", new(), graph, twice, *more, S(2), *parameters)
            refuse(name, INVALID, "more nodes than there are", new(), graph, twice, *more, HUGE, *parameters)
            if parameters and name != "cudaGraphAddMemcpyNode1D":
                refuse(name, INVALID, "no parameters", new(), graph, None, *more, S(0), None)
            if "AddNode" in name:
                for number, status in ((-1, INVALID), (14, INVALID), (0, NOT_SUPPORTED), (10, NOT_SUPPORTED), (2, INVALID), (4, INVALID)):
                    text = c.create_string_buffer(struct.pack("<i", number) + bytes(12) + struct.pack("<QQIIQQ", 0, 0, 0, 1, 4, 1), 256)
                    refuse(name, status, f"type {number}", new(), graph, None, *more, S(0), text)
        for field in (dict(target=None), dict(size=3), dict(size=4, target=a.pointer.value + 1), dict(width=99), dict(height=2),
                      dict(target=NOTHING.value)):
            wrong = dict(dict(target=a.pointer.value, pitch=0, value=0, size=1, width=4, height=1), **field)
            refuse("cudaGraphAddMemsetNode", INVALID, f"{field}", new(), graph, None, S(0), c.byref(Setting(**wrong)))
            refuse("cudaGraphMemsetNodeSetParams", INVALID, f"{field}", filled, c.byref(Setting(**wrong)))
            refuse("cudaGraphExecMemsetNodeSetParams", INVALID, f"{field}", ready, filled, c.byref(Setting(**wrong)))
        for pointer, size, kind, status in ((None, 4, 3, INVALID), (a.pointer, 99, 3, INVALID), (a.pointer, 4, 9, DIRECTION)):
            refuse("cudaGraphAddMemcpyNode1D", status, f"{size} bytes, {kind}", new(), graph, None, S(0), pointer, a.at(4), S(size), kind)
            refuse("cudaGraphMemcpyNodeSetParams1D", status, f"{size} bytes, {kind}", copied, pointer, a.at(4), S(size), kind)
            refuse("cudaGraphExecMemcpyNodeSetParams1D", status, f"{size} bytes, {kind}", ready, copied, pointer, a.at(4), S(size), kind)
        array = Copy3D(source_array=16, target=rows.target, extent=rows.extent, kind=3)
        refuse("cudaGraphAddMemcpyNode", INVALID, "an array", new(), graph, None, S(0), c.byref(array))
        refuse("cudaGraphMemcpyNodeSetParams", INVALID, "an array", copied, c.byref(array))
        refuse("cudaGraphExecMemcpyNodeSetParams", INVALID, "an array", ready, copied, c.byref(array))
        refuse("cudaGraphAddHostNode", INVALID, "no function", new(), graph, None, S(0), c.byref(HostCall()))
        for wrong, what in self.events:
            for name in ("cudaGraphAddEventRecordNode", "cudaGraphAddEventWaitNode"):
                refuse(name, INVALID, what, new(), graph, None, S(0), wrong)
            for name, node in (("Record", recorded), ("Wait", waited)):
                refuse(f"cudaGraphEvent{name}NodeSetEvent", INVALID, what, node, wrong)
                refuse(f"cudaGraphExecEvent{name}NodeSetEvent", INVALID, what, ready, node, wrong)
        names = ["cudaGraphAddDependencies", "cudaGraphRemoveDependencies"]
        for name in names + ([name + "_v2" for name in names] if IS_12 else []):
            more = [None] if name.endswith("_v2") else edge
            for wrong, what in bad_graphs:
                refuse(name, INVALID, what, wrong, c.byref(one), c.byref(two), *more, S(1))
            for first, second, what in ((None, two, "NULL"), (one, None, "NULL"), (one, one, "a node and itself"),
                                        (one, stranger, "a node of another graph"), (stranger, one, "a node of another graph")):
                refuse(name, INVALID, what, graph, first and c.byref(first), second and c.byref(second), *more, S(1))
            refuse(name, INVALID, "-1 edges", graph, c.byref(one), c.byref(two), *more, HUGE)
            if "Remove" in name:
                refuse(name, INVALID, "an edge that is not there", graph, c.byref(one), c.byref(two), *more, S(1))
        ok("cudaGraphAddDependencies", graph, c.byref(one), c.byref(two), *edge, S(1))
        for name in names[:1] + (["cudaGraphAddDependencies_v2"] if IS_12 else []):
            refuse(name, INVALID, "an edge that is there", graph, c.byref(one), c.byref(two), *([None] if name.endswith("_v2") else edge), S(1))
        for name, more in [("cudaGraphGetNodes", []), ("cudaGraphGetRootNodes", [])]:
            refuse(name, INVALID, "no count", graph, new(), None)
            for wrong, what in bad_graphs:
                refuse(name, INVALID, what, wrong, None, new())
        for name in ["cudaGraphGetEdges"] + (["cudaGraphGetEdges_v2"] if IS_12 else []):
            more = [None] if name.endswith("_v2") else edge
            refuse(name, INVALID, "no count", graph, new(), new(), *more, None)
            refuse(name, INVALID, "one list", graph, new(), None, *more, new())
            for wrong, what in bad_graphs:
                refuse(name, INVALID, what, wrong, None, None, *more, new())
        for base in ("cudaGraphNodeGetDependencies", "cudaGraphNodeGetDependentNodes"):
            for name in [base] + ([base + "_v2"] if IS_12 else []):
                more = [None] if name.endswith("_v2") else edge
                refuse(name, INVALID, "no count", one, None, *more, None)
                for wrong, what in bad_nodes:
                    refuse(name, INVALID, what, wrong, None, *more, new())
        for name, node in (("cudaGraphNodeGetType", one), ("cudaGraphMemcpyNodeGetParams", copied), ("cudaGraphMemsetNodeGetParams", filled),
                           ("cudaGraphHostNodeGetParams", called), ("cudaGraphChildGraphNodeGetGraph", child),
                           ("cudaGraphEventRecordNodeGetEvent", recorded), ("cudaGraphEventWaitNodeGetEvent", waited)):
            refuse(name, INVALID, "NULL", node, None)
            for wrong, what in bad_nodes + ([(one, "another kind")] if node is not one else []):
                refuse(name, INVALID, what, wrong, new(256))
        wrongs = bad_nodes + [(one, "another kind")]
        for name, node, parameters in (("HostNodeSetParams", called, [c.byref(host)]), ("MemsetNodeSetParams", filled, [c.byref(setting)]),
                                       ("MemcpyNodeSetParams", copied, [c.byref(rows)]),
                                       ("MemcpyNodeSetParams1D", copied, [a.pointer, a.at(4), S(4), 3]),
                                       ("EventRecordNodeSetEvent", recorded, [event]), ("EventWaitNodeSetEvent", waited, [event]),
                                       ("ChildGraphNodeSetParams", child, [other])):
            for wrong, what in wrongs:
                if name != "ChildGraphNodeSetParams":
                    refuse("cudaGraph" + name, INVALID, what, wrong, *parameters)
                refuse("cudaGraphExec" + name, INVALID, what, ready, wrong, *parameters)
            for wrong, what in bad_graphs + [(graph, "a graph that is not ready")]:
                refuse("cudaGraphExec" + name, INVALID, what, wrong, node, *parameters)
            if len(parameters) == 1 and "Event" not in name:
                refuse("cudaGraphExec" + name, INVALID, "no parameters", ready, node, None)
                if name != "ChildGraphNodeSetParams":
                    refuse("cudaGraph" + name, INVALID, "no parameters", node, None)
        for wrong, what in bad_nodes:
            refuse("cudaGraphDestroyNode", INVALID, what, wrong)
        for wrong, what in wrongs + [(called, "a call")]:
            refuse("cudaGraphNodeSetEnabled", INVALID, what, ready, wrong, 0)
            refuse("cudaGraphNodeGetEnabled", INVALID, what, ready, wrong, new())
        refuse("cudaGraphNodeSetEnabled", INVALID, "a graph that is not ready", graph, filled, 0)
        refuse("cudaGraphNodeGetEnabled", INVALID, "NULL", ready, filled, None)
        refuse("cudaGraphNodeFindInClone", INVALID, "NULL", None, one, graph)
        refuse("cudaGraphNodeFindInClone", INVALID, "a graph that is no copy", new(), one, graph)
        refuse("cudaGraphInstantiateWithParams", INVALID, "no parameters", new(), graph, None)
        refuse("cudaGraphInstantiateWithParams", INVALID, "NULL", None, graph, c.byref(Instantiation()))
        refuse("cudaGraphInstantiateWithParams", NOT_SUPPORTED, "launches by kernels", new(), graph, c.byref(Instantiation(4)))
        refuse("cudaGraphExecGetFlags", INVALID, "NULL", ready, None)
        refuse("cudaGraphExecUpdate", INVALID, "NULL", ready, graph, None)
        for wrong, what in bad_graphs:
            refuse("cudaGraphClone", INVALID, what, new(), wrong)
            refuse("cudaGraphInstantiateWithParams", INVALID, what, new(), wrong, c.byref(Instantiation()))
            refuse("cudaGraphExecGetFlags", INVALID, what, wrong, new())
            refuse("cudaGraphExecUpdate", INVALID, what, ready, wrong, new())
            refuse("cudaGraphExecUpdate", INVALID, what, wrong, graph, new())
            refuse("cudaGraphDebugDotPrint", INVALID, what, wrong, b"/dev/null", 0)
        refuse("cudaGraphExecUpdate", UPDATE, "another form", ready, other, c.byref(Update()))
        refuse("cudaGraphDebugDotPrint", INVALID, "no path", graph, None, 0)
        refuse("cudaGraphDebugDotPrint", SYSTEM, "a folder that is not there", graph, b"/absent/graph.dot", 0)
        refuse("cudaUserObjectCreate", INVALID, "NULL", None, None, function, 1, 1)
        refuse("cudaUserObjectCreate", INVALID, "no destructor", new(), None, None, 1, 1)
        for count, flags in ((0, 1), (2 ** 31, 1), (1, 0), (1, 2)):
            refuse("cudaUserObjectCreate", INVALID, f"{count} references, flags {flags}", new(), None, function, count, flags)
        thing = new_handle("cudaUserObjectCreate", None, function, 1, 1)
        for name in ("cudaUserObjectRetain", "cudaUserObjectRelease"):
            for wrong, what in ((None, "NULL"), (NOTHING, "no object")):
                refuse(name, INVALID, what, wrong, 1)
            refuse(name, INVALID, "no references", thing, 0)
        refuse("cudaUserObjectRelease", INVALID, "more references than there are", thing, 2)
        for wrong, what in bad_graphs:
            refuse("cudaGraphRetainUserObject", INVALID, what, wrong, thing, 1, 0)
            refuse("cudaGraphReleaseUserObject", INVALID, what, wrong, thing, 1)
        refuse("cudaGraphRetainUserObject", INVALID, "no object", graph, NOTHING, 1, 0)
        refuse("cudaGraphRetainUserObject", INVALID, "no references", graph, thing, 0, 0)
        refuse("cudaGraphRetainUserObject", INVALID, "flags 2", graph, thing, 1, 2)
        refuse("cudaGraphReleaseUserObject", INVALID, "an object that it does not hold", graph, thing, 1)
        refuse("cudaGraphReleaseUserObject", INVALID, "no references", graph, thing, 0)
        ok("cudaUserObjectRelease", thing, 1)
        for name, handle in (("cudaGraphExecDestroy", ready), ("cudaGraphDestroy", graph), ("cudaGraphDestroy", other), ("cudaEventDestroy", event)):
            ok(name, handle)
        a.free()

    def captures(self):
        refuse, new = self.refuse, self.new
        stream, graph, other, ended = new_handle("cudaStreamCreate"), new_handle("cudaGraphCreate", 0), new_handle("cudaGraphCreate", 0), c.c_void_p()
        stranger = new_handle("cudaGraphAddEmptyNode", other, None, S(0))
        begin = "cudaStreamBeginCaptureToGraph"
        refuse(begin, INVALID, "no graph", stream, None, None, None, S(0), 0)
        refuse(begin, INVALID, "a node of another graph", stream, graph, c.byref(stranger), None, S(1), 0)
        refuse(begin, INVALID, "mode 3", stream, graph, None, None, S(0), 3)
        refuse(begin, UNSUPPORTED, "the default stream", c.c_void_p(1), graph, None, None, S(0), 0)
        for wrong, what in self.streams:
            refuse(begin, HANDLE, what, wrong, graph, None, None, S(0), 0)
        base = "cudaStreamUpdateCaptureDependencies"
        names = [(base, [] if IS_12 else [None])] + ([(base + "_v2", [None])] if IS_12 else [])
        for name, edge in names:
            refuse(name, ILLEGAL_STATE, "a stream that is not captured", stream, None, *edge, S(0), 0)
            for wrong, what in self.streams:
                refuse(name, HANDLE, what, wrong, None, *edge, S(0), 0)
            refuse(name, INVALID, "flags 2", stream, None, *edge, S(0), 2)
        ok(begin, stream, graph, None, None, S(0), 0)
        refuse(begin, ILLEGAL_STATE, "a stream that is captured", stream, graph, None, None, S(0), 0)
        for name, edge in names:
            refuse(name, INVALID, "a node of another graph", stream, c.byref(stranger), *edge, S(1), 0)
            refuse(name, INVALID, "NULL", stream, None, *edge, S(1), 0)
        expect(cudart.cudaStreamSynchronize(stream), UNSUPPORTED, "cudaStreamSynchronize in a capture")
        cudart.cudaGetLastError()
        for name, edge in names:
            refuse(name, INVALIDATED, "a capture that failed", stream, None, *edge, S(0), 0)
        expect(cudart.cudaStreamEndCapture(stream, c.byref(ended)), INVALIDATED, "cudaStreamEndCapture")
        cudart.cudaGetLastError()
        for name, handle in (("cudaStreamDestroy", stream), ("cudaGraphDestroy", graph), ("cudaGraphDestroy", other)):
            ok(name, handle)
