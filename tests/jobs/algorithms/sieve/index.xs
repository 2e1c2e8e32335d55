run.job "Primes up to a limit" {
  main = { name: "sieve", input: { limit: 30 } }
}
---
// The sieve of Eratosthenes; marks are kept in a list so that an index is a number.
function "sieve" {
  input {
    int limit filters=min:0|max:5000
  }

  stack {
    conditional {
      if ($input.limit < 2) {
        return { value = { primes: [], count: 0, largest: null } }
      }
    }

    var $composite {
      value = false|fill:0:($input.limit + 1)
    }

    var $n { value = 2 }

    while ($n * $n <= $input.limit) {
      each {
        conditional {
          if (!$composite[$n]) {
            var $multiple { value = $n * $n }

            while ($multiple <= $input.limit) {
              each {
                var.update $composite[$multiple] { value = true }
                math.add $multiple { value = $n }
              }
            }
          }
        }

        math.add $n { value = 1 }
      }
    }

    var $primes { value = [] }

    foreach ((2..$input.limit)) {
      each as $candidate {
        conditional {
          if ($composite[$candidate]) {
            continue
          }
        }

        array.push $primes { value = $candidate }
      }
    }
  }

  response = { primes: $primes, count: ($primes|count), largest: ($primes|last) }
}
