run.job "Income tax" {
  main = {
    name: "income_tax"
    input: { incomes: [10000, 30000, 100000] }
  }
}
---
// Marginal rates: each bracket taxes only what lies within it.
function "income_tax" {
  input {
    decimal[] incomes
    json brackets? {
      description = "Pairs of an upper limit and a rate in percent; the last limit is null"
    }
  }

  stack {
    var $brackets {
      value = $input.brackets|first_notnull:[[12000, 0], [40000, 20], [null, 42]]
    }

    var $results { value = [] }

    foreach ($input.incomes) {
      each as $income {
        var $tax { value = 0 }
        var $lower { value = 0 }
        var $marginal { value = 0 }

        foreach ($brackets) {
          each as $bracket {
            conditional {
              if ($income <= $lower) {
                break
              }
            }

            var $upper { value = $bracket[0] === null ? $income : ($bracket[0]|min:$income) }
            math.add $tax { value = ($upper - $lower) * $bracket[1] / 100 }
            var.update $lower { value = $upper }
            var.update $marginal { value = $bracket[1] }
          }
        }

        array.push $results {
          value = {
            income: $income
            tax: $tax|round:2
            marginal: $marginal
            effective: $income > 0 ? (($tax / $income * 100)|round:1) : 0
            net: ($income - $tax)|round:2
          }
        }
      }
    }
  }

  response = $results
}
