import CPNG
import Tensors
