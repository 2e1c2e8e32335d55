// Levenshtein's distance, one row of the table at a time.
function "edit_distance" {
  input {
    text left?
    text right?
    bool ignore_case?=false
  }

  stack {
    var $a { value = $input.ignore_case ? ($input.left|to_lower) : $input.left }
    var $b { value = $input.ignore_case ? ($input.right|to_lower) : $input.right }
    var $a_chars { value = ($a|strlen) > 0 ? ($a|split:"") : [] }
    var $b_chars { value = ($b|strlen) > 0 ? ($b|split:"") : [] }

    // The distance of "" to each start of b
    var $row { value = (0..($b_chars|count)) }
    var $i { value = 0 }

    foreach ($a_chars) {
      each as $char {
        math.add $i { value = 1 }
        var $next { value = [$i] }

        for ($b_chars|count) {
          each as $j {
            var $cost { value = ($char == $b_chars[$j]) ? 0 : 1 }
            var $best {
              value = ($row[$j] + $cost)
                |min:($row[$j + 1] + 1)
                |min:($next[$j] + 1)
            }

            array.push $next { value = $best }
          }
        }

        var.update $row { value = $next }
      }
    }

    var $distance { value = $row|last }
    var $longest { value = ($a_chars|count)|max:($b_chars|count) }

    var $similarity {
      value = $longest == 0 ? 1 : ((1 - $distance / $longest)|round:3)
    }
  }

  response = { distance: $distance, similarity: $similarity }
}
