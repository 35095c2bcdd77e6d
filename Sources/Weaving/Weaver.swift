import Literate
import Trace
