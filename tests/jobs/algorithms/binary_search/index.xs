run.job "Binary search" {
  main = { name: "find_all", input: { sorted: [1, 3, 5, 7, 9, 11], wanted: [7, 1, 4] } }
}
---
function "find_all" {
  input {
    decimal[] sorted
    decimal[] wanted
  }

  stack {
    // Halving only works on what is in order
    conditional {
      if ($input.sorted != ($input.sorted|sort:"":"number")) {
        throw {
          name = "unsorted"
          value = "The list is not sorted"
        }
      }
    }

    var $results { value = [] }

    foreach ($input.wanted) {
      each as $number {
        function.run "find_one" {
          input = { sorted: $input.sorted, number: $number }
        } as $found

        var.update $results { value = $results|append:$found }
      }
    }
  }

  response = $results
}
---
// -1 where it is not; `steps` counts the comparisons.
function "find_one" {
  input {
    decimal[] sorted
    decimal number
  }

  stack {
    var $low { value = 0 }
    var $high { value = ($input.sorted|count) - 1 }
    var $steps { value = 0 }

    while ($low <= $high) {
      each {
        math.add $steps { value = 1 }
        // `/` gives a decimal for odd sums, which is cut where it is an index
        var $middle { value = (($low + $high) / 2)|floor }

        conditional {
          if ($input.sorted[$middle] == $input.number) {
            return { value = { index: $middle, steps: $steps } }
          }
          elseif ($input.sorted[$middle] < $input.number) {
            var.update $low { value = $middle + 1 }
          }
          else {
            var.update $high { value = $middle - 1 }
          }
        }
      }
    }
  }

  response = { index: -1, steps: $steps }
}
