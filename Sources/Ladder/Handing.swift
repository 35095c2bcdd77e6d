import Networks
import Notebook

/// Hands a model over as it stands, parameters and buffers, each under its path.
///
///     handOver("start", model)   // given["start.0.weight"], given["start.0.bias"] and so on
///
/// Shapes are those of this library: the weight of a `Linear` has a row for each input, which in
/// PyTorch's are its columns.
public func handOver(_ name: String, _ model: some Model) {
  guard isHandingOver else { return }
  for (path, parameter) in model.namedParameters { handOver("\(name).\(path)", parameter.value) }
  for (path, buffer) in model.namedBuffers { handOver("\(name).\(path)", buffer.value) }
}
