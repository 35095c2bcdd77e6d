// Your answers to the exercises of this chapter. This file is yours.
import Ladder
