/// The version of the trace format.
public let traceFormat = 1
