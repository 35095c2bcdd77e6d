import Tensors

/// The lengths of a tensor of images, `[count, height, width, channels]`.
package struct ImageBatch {
  let count: Int
  let height: Int
  let width: Int
  let channels: Int

  /// The number of scalars of one image.
  var stride: Int { height * width * channels }
  /// The number of scalars of one row of one image.
  var rowStride: Int { width * channels }

  package init(_ images: Tensor, for purpose: String) throws(TensorError) {
    guard images.rank == 4 else {
      throw TensorError(
        "\(purpose) needs images of shape [count, height, width, channels], and these have the "
          + "shape \(images.shape).")
    }
    (count, height, width, channels) =
      (images.shape[0], images.shape[1], images.shape[2], images.shape[3])
  }
}
