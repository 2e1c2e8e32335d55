run.job "Compare two texts" {
  main = {
    name: "text_diff"
    input: {
      old: "one\ntwo\nthree\nfour"
      new: "one\n2\nthree\nfour\nfive"
    }
  }
}
---
// Lines that were added and removed, by their longest common subsequence.
function "text_diff" {
  input {
    text old?
    text new?
  }

  stack {
    var $a { value = $input.old == "" ? [] : ($input.old|split:"\n") }
    var $b { value = $input.new == "" ? [] : ($input.new|split:"\n") }
    var $n { value = $a|count }
    var $m { value = $b|count }

    // table[i][j]: what a from i and b from j have in common
    var $table { value = ((0|fill:0:$m + 1)|fill:0:$n + 1) }
    var $i { value = $n - 1 }

    while ($i >= 0) {
      each {
        var $j { value = $m - 1 }

        while ($j >= 0) {
          each {
            var.update $table[$i][$j] {
              value = $a[$i] === $b[$j] ? $table[$i + 1][$j + 1] + 1 : ($table[$i + 1][$j]|max:$table[$i][$j + 1])
            }

            math.sub $j { value = 1 }
          }
        }

        math.sub $i { value = 1 }
      }
    }

    var $lines { value = [] }
    var $i { value = 0 }
    var $j { value = 0 }

    while ($i < $n || $j < $m) {
      each {
        conditional {
          if ($i < $n && $j < $m && $a[$i] === $b[$j]) {
            array.push $lines { value = "  " ~ $a[$i] }
            math.add $i { value = 1 }
            math.add $j { value = 1 }
          }
          elseif ($j == $m || ($i < $n && $table[$i + 1][$j] >= $table[$i][$j + 1])) {
            array.push $lines { value = "- " ~ $a[$i] }
            math.add $i { value = 1 }
          }
          else {
            array.push $lines { value = "+ " ~ $b[$j] }
            math.add $j { value = 1 }
          }
        }
      }
    }

    array.filter_count ($lines) if ($this|starts_with:"+") as $added
    array.filter_count ($lines) if ($this|starts_with:"-") as $removed
  }

  response = { diff: $lines|join:"\n", added: $added, removed: $removed }
}
