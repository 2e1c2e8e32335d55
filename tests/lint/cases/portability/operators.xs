function "f" {
  input {
    int[] a
    int b
  }

  stack {
    conditional {
      if ($input.a|count == 1 //? filter-parentheses
        && !$input.a|is_empty) { //? filter-parentheses
        debug.log {
          value = "n: " ~ $input.a|count //? filter-parentheses around a value with filters
        }
      }
      elseif (($input.a|count) == 1 && `$input.a|count == 1`) {
        debug.log {
          value = $input.a|first|multiply:$input.b + 1
        }
      }
    }

    var $c {
      value = $input.b == 1 ? $input.a|first : 0 //? filter-parentheses
    }

    var $d {
      value = -$input.b + 1 //? unary-minus before numbers alone
    }

    var $e {
      value = [-1, -2.5|abs, `-$input.b`]
    }
  }

  response = [$c, $d, $e]
}
