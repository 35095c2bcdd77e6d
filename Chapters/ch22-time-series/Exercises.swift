// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder
