run.job "Longest common subsequence" {
  main = { name: "lcs", input: { first: "AGGTAB", second: "GXTXAYB" } }
}
---
function "lcs" {
  input {
    text first
    text second
  }

  stack {
    function.run "lcs/table" {
      input = { first: $input.first, second: $input.second }
    } as $table

    // Walk back from the corner; a tie goes up.
    var $i { value = $input.first|strlen }
    var $j { value = $input.second|strlen }
    var $found { value = "" }

    while ($i > 0 && $j > 0) {
      each {
        conditional {
          if (($input.first|substr:$i - 1:1) == ($input.second|substr:$j - 1:1)) {
            text.prepend $found { value = $input.first|substr:$i - 1:1 }
            math.sub $i { value = 1 }
            math.sub $j { value = 1 }
          }
          elseif ($table[$i - 1][$j] >= $table[$i][$j - 1]) {
            math.sub $i { value = 1 }
          }
          else {
            math.sub $j { value = 1 }
          }
        }
      }
    }
  }

  response = { length: $table|last|last, text: $found }
}
---
// One row more than `first` has characters, one column more than `second`.
function "lcs/table" {
  input {
    text first
    text second
  }

  stack {
    var $rows { value = $input.first|strlen }
    var $columns { value = $input.second|strlen }
    var $table { value = [(0|fill:0:($columns + 1))] }

    for ($rows) {
      each as $i {
        var $line { value = [0] }

        for ($columns) {
          each as $j {
            var $same { value = $input.first[$i] == $input.second[$j] }

            array.push $line {
              value = $same ? $table[$i][$j] + 1 : ($table[$i][$j + 1]|max:$line[$j])
            }
          }
        }

        array.push $table { value = $line }
      }
    }
  }

  response = $table
}
