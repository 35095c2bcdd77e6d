import Weaving
