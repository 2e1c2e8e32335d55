run.job "Early returns" {
  main = { name: "find_pair", input: { numbers: [8, 3, 5, 1, 9], sum: 14 } }
}
---
// The first two numbers with a given sum; leaves from the middle of two loops.
function "find_pair" {
  input {
    int[] numbers
    int sum
    int enough?=99
  }

  stack {
    var $compared { value = 0 }
    var $i { value = 0 }

    foreach ($input.numbers) {
      each as $a {
        math.add $i { value = 1 }

        // `continue` leaves this round alone
        conditional {
          if ($a > $input.sum) {
            continue
          }
        }

        foreach ($input.numbers|slice:$i) {
          each as $b {
            math.add $compared { value = 1 }

            switch (true) {
              case ($a + $b == $input.sum) {
                group {
                  stack {
                    try_catch {
                      try {
                        return { value = { pair: [$a, $b], compared: $compared } }
                      }

                      finally {
                        debug.log { value = "found after " ~ $compared }
                      }
                    }
                  }
                }
              } break

              case ($b == $input.enough) {
                conditional {
                  if (true) {
                    // Deeper inside of a case `break` leaves the loop; at its end it would end the case
                    break
                  }
                }
              }
            }
          }
        }
      }
    }

    debug.log { value = "no pair" }

    conditional {
      if ($compared == 0) {
        return
      }
    }
  }

  response = { pair: null, compared: $compared }
}
