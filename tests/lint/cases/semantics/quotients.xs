function "fractions" {
  input {
    int[] list
    int n
    text s
  }

  stack {
    debug.log { value = $input.list[$input.n / 2] } //? quotient-as-index this one is an index
    debug.log { value = $input.list[($input.n + 1) / 2 - 1] } //? quotient-as-index
    var $lo { value = 0 }
    var $hi { value = ($input.list|count) - 1 }
    while ($lo < $hi) {
      each {
        var $mid { value = ($lo + $hi) / 2 } //? quotient-as-index `$mid` in line 18 is an index
        var $below { value = $mid - 1 }
        conditional {
          if ($input.list[$mid] > $input.n) {
            var.update $hi { value = $below }
          }

          else {
            var.update $lo { value = $mid + 1 }
          }
        }
      }
    }

    for ($input.n / 3) { //? quotient-as-index a number of rounds
      each as $i {
        debug.log { value = $i }
      }
    }

    debug.log { value = $input.list|slice:0:($input.n / 2) } //? quotient-as-index a bound
    var $half { value = $input.n|divide:2 } //? quotient-as-index `$half` in line 37 is a bound
    debug.log { value = $input.s|substr:0:$half }
    debug.log { value = $input.list|get:($input.n / 4) } //? quotient-as-index a key
    debug.log { value = 1..($input.n / 5) } //? quotient-as-index a bound
    var $third { value = $input.n }
    math.div $third {
      value = 3 //? quotient-as-index cut it off with `|floor`
    }
    math.sub $third {
      value = 1
    }
    debug.log { value = $input.list[$third] }
    var $size { value = $input.list|count }
    var $middle { value = $size / 2 } //? quotient-as-index `$middle` in line 57 is an index
    conditional {
      if ($size % 2 == 0) {
        debug.log { value = $input.list[$middle - 1] + $input.list[$middle] }
      }

      else {
        debug.log { value = $input.list[($size - 1) / 2] }
        debug.log { value = $input.list[$middle] }
      }
    }
  }

  response = $lo
}
---
function "whole numbers" {
  input {
    int[] list
    int n
  }

  stack {
    debug.log { value = $input.list[($input.n / 2)|floor] }
    debug.log { value = $input.list[10 / 2] }
    debug.log { value = $input.list[($input.n - $input.n % 2) / 2] }
    debug.log { value = 1..($input.n * ($input.n + 1) / 2) }
    var $mid { value = $input.n / 2 }
    var.update $mid { value = $mid|floor }
    debug.log { value = $input.list[$mid] }
    var $quarter { value = $input.n }
    math.div $quarter {
      value = 4
    }
    var.update $quarter { value = $quarter|floor }
    debug.log { value = $input.list[$quarter] }
    var $share { value = $input.n / 3 }
    debug.log { value = $share }
    var $even { value = $input.n % 2 == 0 }
    debug.log { value = $even ? $input.list[$input.n / 2] : $input.list[($input.n - 1) / 2] }
    conditional {
      if (!$even) {
        debug.log { value = "odd" }
      }

      else {
        debug.log { value = $input.list[$input.n / 2] }
      }
    }

    conditional {
      if (($input.n|modulus:4) != 0 || $input.n < 8) {
        debug.log { value = 1 }
      }

      elseif ($input.n|modulus:4) {
        debug.log { value = 2 }
      }

      else {
        debug.log { value = $input.list[$input.n / 4] }
      }
    }
  }

  response = null
}
