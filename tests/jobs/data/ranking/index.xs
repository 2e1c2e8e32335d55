run.job "League table" {
  main = {
    name: "league"
    input: {
      games: ["Ants 2:1 Bees", "Cows 0:0 Ants", "Bees 3:1 Cows", "Dogs 2:1 Cows"]
    }
  }
}
---
function "league" {
  input {
    text[] games filters=trim
  }

  stack {
    var $teams { value = {} }

    foreach ($input.games) {
      each as $game {
        var $m { value = "/^(\w+) (\d+):(\d+) (\w+)$/"|regex_get_first_match:$game }

        precondition (!($m|is_empty)) {
          error_type = "inputerror"
          error = "Cannot read the game \"" ~ $game ~ "\""
        }

        foreach ([[$m[1], $m[2], $m[3]], [$m[4], $m[3], $m[2]]]) {
          each as $side {
            var $row {
              value = $teams|get:$side[0]:{ team: $side[0], played: 0, for: 0, against: 0, points: 0 }
            }

            math.add $row.played { value = 1 }
            math.add $row.for { value = $side[1]|to_int }
            math.add $row.against { value = $side[2]|to_int }
            math.add $row.points { value = $side[1] > $side[2] ? 3 : ($side[1] == $side[2] ? 1 : 0) }
            var.update $teams[$side[0]] { value = $row }
          }
        }
      }
    }

    // One number that sorts: points, then the difference, then goals
    var $rows { value = [] }
    foreach ($teams) {
      each as $row {
        array.push $rows {
          value = $row|set:"score":($row.points * 1000000 + ($row.for - $row.against) * 1000 + $row.for)
        }
      }
    }

    var $table { value = [] }
    var $place { value = 0 }
    var $previous { value = null }

    foreach ($rows|sort:"team":"text"|sort:"score":"number":false) {
      each as $row {
        // Teams that are level share a place, and the next one is skipped
        conditional {
          if ($row.score !== $previous) {
            var.update $place { value = ($table|count) + 1 }
          }
        }

        var.update $previous { value = $row.score }
        array.push $table {
          value = "%d. %-5s %d %d:%d %2d"|sprintf:$place:$row.team:$row.played:$row.for:$row.against:$row.points
        }
      }
    }
  }

  response = $table
}
