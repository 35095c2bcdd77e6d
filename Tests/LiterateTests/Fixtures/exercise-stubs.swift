// Your answers to the exercises of this chapter. This file is yours.
import Ladder

// ex-double
func double(_ value: Int) -> Int { fatalError("todo") }
