run.job "CSV to JSON and back" {
  main = {
    name: "convert"
    input: {
      data: "id,name,active,score\n1,Ada,true,9.5\n2,\"Turing, Alan\",false,\n"
      to: "json"
    }
  }
}
---
function "convert" {
  input {
    json data
    enum to { values = ["json", "csv"] }
  }

  stack {
    conditional {
      if ($input.to == "json") {
        function.run "from_csv" { input = { csv: $input.data } } as $out
      }
      else {
        function.run "to_csv" { input = { rows: $input.data } } as $out
      }
    }
  }

  response = $out
}
---
// Texts become what they look like; an empty cell becomes null.
function "from_csv" {
  input {
    text csv
  }

  stack {
    var $rows { value = [] }

    foreach ($input.csv|csv_parse) {
      each as $row {
        var $typed { value = {} }

        foreach ($row|entries) {
          each as $cell {
            var $value { value = $cell.value }

            conditional {
              if ($value === "") {
                var $value { value = null }
              }
              elseif ($value == "true" || $value == "false") {
                var $value { value = $value == "true" }
              }
              elseif ("/^-?\d+$/"|regex_matches:$value) {
                var $value { value = $value|to_int }
              }
              elseif ("/^-?\d*\.\d+$/"|regex_matches:$value) {
                var $value { value = $value|to_decimal }
              }
            }

            var.update $typed[$cell.key] { value = $value }
          }
        }

        array.push $rows { value = $typed }
      }
    }
  }

  response = $rows
}
---
// The header is what any of the rows has, in the order of first use; objects become JSON.
function "to_csv" {
  input {
    json rows
  }

  stack {
    var $header { value = [] }

    foreach ($input.rows) {
      each as $row {
        var.update $header { value = $header|merge:($row|keys)|unique }
      }
    }

    var $lines { value = [] }

    foreach ($input.rows) {
      each as $row {
        var $line { value = [] }

        foreach ($header) {
          each as $key {
            array.push $line { value = $row|get:$key:null|to_text }
          }
        }

        array.push $lines { value = $line }
      }
    }
  }

  response = $header|csv_create:$lines
}
