run.job "Check a sudoku" {
  main = {
    name: "sudoku"
    input: {
      grid: [
        "534678912"
        "672195348"
        "198342567"
        "859761423"
        "426853791"
        "713924856"
        "961537284"
        "287419635"
        "345286179"
      ]
    }
  }
}
---
function "sudoku" {
  input {
    // Nine lines of nine characters; a dot is an empty cell
    text[9:9] grid filters=trim
  }

  stack {
    foreach ($input.grid) {
      each as $line {
        precondition ("/^[1-9.]{9}$/"|regex_matches:$line) {
          error_type = "inputerror"
          error = "A line has nine digits or dots, not \"" ~ $line ~ "\""
        }
      }
    }

    var $groups { value = [] }

    for (9) {
      each as $i {
        array.push $groups { value = { name: "row " ~ ($i + 1), cells: $input.grid[$i]|split:"" } }
        array.push $groups { value = { name: "column " ~ ($i + 1), cells: $input.grid|map:($$|substr:$i:1) } }

        var $box { value = "" }
        var $top { value = ($i / 3)|floor|multiply:3 }
        var $left { value = ($i % 3) * 3 }

        foreach ([0, 1, 2]) {
          each as $offset {
            text.append $box { value = $input.grid[$top + $offset]|substr:$left:3 }
          }
        }

        array.push $groups { value = { name: "box " ~ ($i + 1), cells: $box|split:"" } }
      }
    }

    var $mistakes { value = [] }

    foreach ($groups) {
      each as $group {
        var $digits { value = $group.cells|filter:$$ != "." }
        var $twice { value = [] }

        foreach ($digits|unique) {
          each as $digit {
            array.filter_count ($digits) if ($this == $digit) as $times

            conditional {
              if ($times > 1) {
                array.push $twice { value = $digit|to_int }
              }
            }
          }
        }

        conditional {
          if (($twice|count) > 0) {
            array.push $mistakes { value = { where: $group.name, digits: $twice|sort:"":"number" } }
          }
        }
      }
    }

    var $empty { value = ($input.grid|join:"")|split:""|filter:$$ == "."|count }
  }

  response = {
    valid: $mistakes == []
    solved: $mistakes == [] && $empty == 0
    empty: $empty
    mistakes: $mistakes
  }
}
