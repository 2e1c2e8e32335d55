run.job "Game of life" {
  main = {
    name: "life"
    input: {
      board: [".....", "..#..", "..#..", "..#..", "....."]
      generations: 1
    }
  }
}
---
function life {
  input {
    text[] board
    int generations?=1 filters=min:0
  }

  stack {
    var $board { value = $input.board|map:($$|split:"") }

    for ($input.generations) {
      each as $generation {
        function.run life_step {
          input = { board: $board }
        } as $board
      }
    }

    var $alive { value = 0 }
    foreach ($board) {
      each as $row {
        math.add $alive { value = $row|filter:$$ == "#"|count }
      }
    }
  }

  response = { board: $board|map:($$|join:""), alive: $alive }
}
---
function life_step {
  input {
    json board
  }

  stack {
    var $next { value = [] }
    var $y { value = 0 }

    foreach ($input.board) {
      each as $row {
        var $line { value = [] }

        foreach ((0..($row|count) - 1)) {
          each as $x {
            function.run life_neighbours {
              input = { board: $input.board, x: $x, y: $y }
            } as $neighbours

            switch ($neighbours) {
              case (3) {
                array.push $line { value = "#" }
              } break

              case (2) {
                array.push $line { value = $row[$x] }
              } break

              default {
                array.push $line { value = "." }
              }
            }
          }
        }

        array.push $next { value = $line }
        math.add $y { value = 1 }
      }
    }
  }

  response = $next
}
---
function life_neighbours {
  input {
    json board
    int x
    int y
  }

  stack {
    var $count { value = 0 }

    foreach ([-1, 0, 1]) {
      each as $dy {
        // A row or a cell beyond the edge is dead
        var $row { value = $input.board|get:($input.y + $dy):[] }

        foreach ([-1, 0, 1]) {
          each as $dx {
            conditional {
              if (($dx != 0 || $dy != 0) && ($row|get:($input.x + $dx):".") == "#") {
                math.add $count { value = 1 }
              }
            }
          }
        }
      }
    }
  }

  response = $count
}
