run.job "Markdown table" {
  main = {
    name: "markdown_table"
    input: {
      columns: [
        { key: "name", title: "Name" }
        { key: "price", title: "Price", align: "right" }
      ]
      rows: [{ name: "Tea", price: 3.5 }, { name: "Coffee | black", price: 12 }]
    }
  }
}
---
function "markdown_table" {
  input {
    object[1:] columns {
      schema {
        text key
        text title
        enum align?="left" { values = ["left", "right", "center"] }
      }
    }

    json rows
  }

  stack {
    var $cells { value = [$input.columns|map:$$.title] }

    foreach ($input.rows) {
      each as $row {
        var $line { value = [] }

        foreach ($input.columns) {
          each as $column {
            // A bar would end the cell
            array.push $line { value = ($row|get:$column.key:"")|to_text|replace:"|":"\\|" }
          }
        }

        array.push $cells { value = $line }
      }
    }

    // Each column is as wide as its widest cell, and three at least
    var $widths { value = [] }
    for ($input.columns|count) {
      each as $c {
        array.push $widths { value = $cells|map:($$[$c]|strlen)|push:3|array_max }
      }
    }

    var $lines { value = [] }
    foreach ($cells) {
      each as $row {
        var $padded { value = [] }

        for ($row|count) {
          each as $c {
            function.run "pad" {
              input = { text: $row[$c], width: $widths[$c], align: $input.columns[$c].align }
            } as $cell

            array.push $padded { value = $cell }
          }
        }

        array.push $lines { value = "| " ~ ($padded|join:" | ") ~ " |" }

        conditional {
          if (($lines|count) == 1) {
            function.run "ruler" { input = { columns: $input.columns, widths: $widths } } as $ruler
            array.push $lines { value = $ruler }
          }
        }
      }
    }
  }

  response = $lines|join:"\n"
}
---
function "pad" {
  input {
    text? text?
    int width
    text align?="left"
  }

  stack {
    var $missing { value = ($input.width - ($input.text|strlen))|max:0 }
    var $blanks { value = (" "|fill:0:$missing)|join:"" }

    switch ($input.align) {
      case ("right") {
        return { value = $blanks ~ $input.text }
      } break

      case ("center") {
        var $half { value = ($missing / 2)|floor }
        return { value = ($blanks|substr:0:$half) ~ $input.text ~ ($blanks|substr:$half) }
      } break
    }
  }

  response = $input.text ~ $blanks
}
---
function "ruler" {
  input {
    json columns
    int[] widths
  }

  stack {
    var $parts { value = [] }
    foreach ($input.columns) {
      each as $column {
        var $dashes { value = ("-"|fill:0:$input.widths[$parts|count])|join:"" }

        conditional {
          if ($column.align == "right") {
            var.update $dashes { value = ($dashes|substr:1) ~ ":" }
          }
          elseif ($column.align == "center") {
            var.update $dashes { value = ":" ~ ($dashes|substr:2) ~ ":" }
          }
        }

        array.push $parts { value = $dashes }
      }
    }
  }

  response = "| " ~ ($parts|join:" | ") ~ " |"
}
