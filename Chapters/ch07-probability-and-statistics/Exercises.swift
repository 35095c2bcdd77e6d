// Your answers to the exercises of this chapter. This file is yours.
import Foundation
import Ladder

// ex-positive
func probabilityOfDisease(ill: Double, found: Double, alarms: Double, times: Int) -> Double {
  todo()
}

// ex-belief
func belief(thatAtLeast least: Double, right: Int, of rows: Int) -> Double {
  todo()
}

// ex-days
func probability(ofLead days: [[Double]], using random: inout Random) -> Double {
  todo()
}

// ex-peek
func saysTheyDiffer(look: Int, onlyFirst: Int, onlySecond: Int) -> Bool {
  todo()
}

// ex-tournament
func bestModel(of models: Int, questions: Int, isRight: (Int, Int) -> Bool) -> Int {
  todo()
}
