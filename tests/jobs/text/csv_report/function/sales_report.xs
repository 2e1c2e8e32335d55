// Totals by month and region, as CSV that a spreadsheet opens.
function "sales_report" {
  input {
    text csv
    text separator?="," filters=min:1|max:1
  }

  stack {
    var $rows { value = $input.csv|csv_parse:$input.separator }
    var $totals { value = {} }
    var $skipped { value = [] }
    var $line { value = 1 }

    foreach ($rows) {
      each as $row {
        math.add $line { value = 1 }

        conditional {
          if (!("/^\d+$/"|regex_matches:$row.units)) {
            array.push $skipped { value = "line " ~ $line ~ ": no number of units" }
            continue
          }
        }

        var $key { value = ($row.date|substr:0:7) ~ "/" ~ ($row.region|trim) }
        var $amount { value = ($row.units|to_int) * ($row.price|to_decimal) }
        var $before { value = $totals|get:$key:{ units: 0, amount: 0 } }

        var.update $totals {
          value = $totals
            |set:$key:{ units: $before.units + $row.units, amount: $before.amount + $amount }
        }
      }
    }

    var $lines { value = [] }

    foreach ($totals|keys|sort) {
      each as $key {
        var $parts { value = $key|split:"/" }

        array.push $lines {
          value = [
            $parts[0]
            $parts[1]
            $totals[$key].units
            $totals[$key].amount|number_format:2:".":""
          ]
        }
      }
    }

    var $sum { value = $totals|values|map:$$.amount|sum }
  }

  response = {
    csv: ["month", "region", "units", "amount"]|csv_create:$lines
    total: $sum|round:2
    skipped: $skipped
  }
}
