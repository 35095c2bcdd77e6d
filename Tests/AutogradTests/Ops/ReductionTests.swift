import Autograd
import Tensors
import XCTest

final class ReductionTests: XCTestCase {
  func testOperations() {
    OpFamily("reductions", functions).prove(kinks: ["maximumOfEquals", "normOfZeros"])
  }

  private var functions: [String: OpFamily.Function] {
    [
      "sum": { $0[0].sum() },
      "sum0": { $0[0].sum(axes: [0]) },
      "sum1": { $0[0].sum(axes: [1]) },
      "sumLast": { $0[0].sum(axes: [-1]) },
      "sum02": { $0[0].sum(axes: [0, 2]) },
      "sum12": { $0[0].sum(axes: [1, 2]) },
      "mean": { $0[0].mean() },
      "mean0": { $0[0].mean(axes: [0]) },
      "mean1": { $0[0].mean(axes: [1]) },
      "meanLast": { $0[0].mean(axes: [-1]) },
      "mean02": { $0[0].mean(axes: [0, 2]) },
      "mean12": { $0[0].mean(axes: [1, 2]) },
      "variance": { $0[0].variance() },
      "variance0": { $0[0].variance(axes: [0]) },
      "variance1": { $0[0].variance(axes: [1]) },
      "varianceLast": { $0[0].variance(axes: [-1]) },
      "variance02": { $0[0].variance(axes: [0, 2]) },
      "variance12": { $0[0].variance(axes: [1, 2]) },
      "maximum": { $0[0].maximum() },
      "maximum0": { $0[0].maximum(axes: [0]) },
      "maximum1": { $0[0].maximum(axes: [1]) },
      "maximumLast": { $0[0].maximum(axes: [-1]) },
      "maximum02": { $0[0].maximum(axes: [0, 2]) },
      "maximum12": { $0[0].maximum(axes: [1, 2]) },
      "minimum": { $0[0].minimum() },
      "minimum0": { $0[0].minimum(axes: [0]) },
      "minimum1": { $0[0].minimum(axes: [1]) },
      "minimumLast": { $0[0].minimum(axes: [-1]) },
      "minimum02": { $0[0].minimum(axes: [0, 2]) },
      "minimum12": { $0[0].minimum(axes: [1, 2]) },
      "norm": { $0[0].norm() },
      "norm0": { $0[0].norm(axes: [0]) },
      "norm1": { $0[0].norm(axes: [1]) },
      "normLast": { $0[0].norm(axes: [-1]) },
      "norm02": { $0[0].norm(axes: [0, 2]) },
      "norm12": { $0[0].norm(axes: [1, 2]) },
      "logSumExp": { $0[0].logSumExp() },
      "logSumExp0": { $0[0].logSumExp(axes: [0]) },
      "logSumExp1": { $0[0].logSumExp(axes: [1]) },
      "logSumExpLast": { $0[0].logSumExp(axes: [-1]) },
      "logSumExp02": { $0[0].logSumExp(axes: [0, 2]) },
      "logSumExp12": { $0[0].logSumExp(axes: [1, 2]) },
      "product": { $0[0].product() },
      "product0": { $0[0].product(axes: [0]) },
      "product1": { $0[0].product(axes: [1]) },
      "productLast": { $0[0].product(axes: [-1]) },
      "product02": { $0[0].product(axes: [0, 2]) },
      "product12": { $0[0].product(axes: [1, 2]) },
      "maximumOfEquals": { $0[0].maximum(axes: [1]) },
      "normOfZeros": { $0[0].norm(axes: [1]) },
      "sampleVariance": { $0[0].variance(axes: [0], correction: 1) },
      "sumKeeping": { $0[0] * $0[0].sum(axes: [1], keepingAxes: true) },
      "maximumKeeping": { $0[0] - $0[0].maximum(axes: [1], keepingAxes: true) },
      "normKeeping": { $0[0] / $0[0].norm(axes: [1], keepingAxes: true) },
      "cumulativeSum0": { $0[0].cumulativeSum(axis: 0) },
      "cumulativeSumLast": { $0[0].cumulativeSum() },
    ]
  }
}
