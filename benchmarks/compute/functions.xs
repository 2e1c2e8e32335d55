function sieve {
  input {
    int n
  }
  stack {
    var $flags { value = true|fill:0:$input.n + 1 }
    var $total { value = 0 }
    var $i { value = 2 }
    while ($i <= $input.n) {
      each {
        conditional {
          if ($flags[$i]) {
            math.add $total { value = 1 }
            var $j { value = $i * $i }
            while ($j <= $input.n) {
              each {
                var.update $flags[$j] { value = false }
                var.update $j { value = $j + $i }
              }
            }
          }
        }
        var.update $i { value = $i + 1 }
      }
    }
  }
  response = $total
}
---
function edit_distance {
  input {
    text a
    text b
  }
  stack {
    var $a { value = $input.a|split:"" }
    var $b { value = $input.b|split:"" }
    var $m { value = $a|count }
    var $n { value = $b|count }
    var $previous { value = (0..$n) }
    for ($m) {
      each as $i {
        var $current { value = [$i + 1] }
        for ($n) {
          each as $j {
            var $cost { value = $a[$i] == $b[$j] ? 0 : 1 }
            var $best { value = $previous[$j] + $cost }
            conditional {
              if ($previous[$j + 1] + 1 < $best) {
                var.update $best { value = $previous[$j + 1] + 1 }
              }
            }
            conditional {
              if ($current[$j] + 1 < $best) {
                var.update $best { value = $current[$j] + 1 }
              }
            }
            array.push $current { value = $best }
          }
        }
        var.update $previous { value = $current }
      }
    }
  }
  response = $previous[$n]
}
---
function lcs {
  input {
    int[] a
    int[] b
  }
  stack {
    var $b { value = $input.b }
    var $n { value = $b|count }
    var $previous { value = 0|fill:0:$n + 1 }
    foreach ($input.a) {
      each as $x {
        var $current { value = [0] }
        for ($n) {
          each as $j {
            conditional {
              if ($x == $b[$j]) {
                array.push $current { value = $previous[$j] + 1 }
              }
              elseif ($previous[$j + 1] > $current[$j]) {
                array.push $current { value = $previous[$j + 1] }
              }
              else {
                array.push $current { value = $current[$j] }
              }
            }
          }
        }
        var.update $previous { value = $current }
      }
    }
  }
  response = $previous[$n]
}
---
function knapsack {
  input {
    int[] weights
    int[] values
    int capacity
  }
  stack {
    var $best { value = 0|fill:0:$input.capacity + 1 }
    for ($input.weights|count) {
      each as $i {
        var $w { value = $input.capacity }
        while ($w >= $input.weights[$i]) {
          each {
            var $candidate { value = $best[$w - $input.weights[$i]] + $input.values[$i] }
            conditional {
              if ($candidate > $best[$w]) {
                var.update $best[$w] { value = $candidate }
              }
            }
            var.update $w { value = $w - 1 }
          }
        }
      }
    }
  }
  response = $best[$input.capacity]
}
---
function bubble_sort {
  input {
    int[] nums
  }
  stack {
    var $a { value = $input.nums }
    var $n { value = $a|count }
    for ($n) {
      each as $i {
        for ($n - $i - 1) {
          each as $j {
            conditional {
              if ($a[$j] > $a[$j + 1]) {
                var $held { value = $a[$j] }
                var.update $a[$j] { value = $a[$j + 1] }
                var.update $a[$j + 1] { value = $held }
              }
            }
          }
        }
      }
    }
  }
  response = $a
}
---
function insertion_sort {
  input {
    int[] nums
  }
  stack {
    var $a { value = $input.nums }
    var $i { value = 1 }
    while ($i < ($a|count)) {
      each {
        var $key { value = $a[$i] }
        var $j { value = $i - 1 }
        while ($j >= 0 && $a[$j] > $key) {
          each {
            var.update $a[$j + 1] { value = $a[$j] }
            var.update $j { value = $j - 1 }
          }
        }
        var.update $a[$j + 1] { value = $key }
        var.update $i { value = $i + 1 }
      }
    }
  }
  response = $a
}
---
function queens {
  input {
    int n
  }
  stack {
    var $columns { value = -1|fill:0:$input.n }
    var $row { value = 0 }
    var $found { value = 0 }
    while ($row >= 0) {
      each {
        var.update $columns[$row] { value = $columns[$row] + 1 }
        conditional {
          if ($columns[$row] >= $input.n) {
            var.update $columns[$row] { value = -1 }
            var.update $row { value = $row - 1 }
          }
          else {
            var $safe { value = true }
            for ($row) {
              each as $r {
                var $gap { value = $columns[$r] - $columns[$row] }
                conditional {
                  if ($gap == 0 || $gap == $row - $r || $gap == $r - $row) {
                    var.update $safe { value = false }
                    break
                  }
                }
              }
            }
            conditional {
              if ($safe) {
                conditional {
                  if ($row == $input.n - 1) {
                    var.update $found { value = $found + 1 }
                  }
                  else {
                    var.update $row { value = $row + 1 }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
  response = $found
}
---
function life {
  input {
    int[] cells
    int width
    int rounds
  }
  stack {
    var $cells { value = $input.cells }
    var $width { value = $input.width }
    var $height { value = ($cells|count) / $width }
    for ($input.rounds) {
      each as $round {
        var $after { value = [] }
        for ($height) {
          each as $y {
            for ($width) {
              each as $x {
                var $around { value = 0 }
                for (3) {
                  each as $dy {
                    for (3) {
                      each as $dx {
                        var $at { value = ($y + $dy + $height - 1) % $height * $width + ($x + $dx + $width - 1) % $width }
                        var.update $around { value = $around + $cells[$at] }
                      }
                    }
                  }
                }
                var $alive { value = $cells[$y * $width + $x] }
                var.update $around { value = $around - $alive }
                conditional {
                  if ($around == 3 || ($alive == 1 && $around == 2)) {
                    array.push $after { value = 1 }
                  }
                  else {
                    array.push $after { value = 0 }
                  }
                }
              }
            }
          }
        }
        var.update $cells { value = $after }
      }
    }
  }
  response = $cells|sum
}
---
function rain {
  input {
    int[] heights
  }
  stack {
    var $h { value = $input.heights }
    var $left { value = 0 }
    var $right { value = ($h|count) - 1 }
    var $left_max { value = 0 }
    var $right_max { value = 0 }
    var $water { value = 0 }
    while ($left < $right) {
      each {
        conditional {
          if ($h[$left] < $h[$right]) {
            conditional {
              if ($h[$left] >= $left_max) {
                var.update $left_max { value = $h[$left] }
              }
              else {
                var.update $water { value = $water + $left_max - $h[$left] }
              }
            }
            var.update $left { value = $left + 1 }
          }
          else {
            conditional {
              if ($h[$right] >= $right_max) {
                var.update $right_max { value = $h[$right] }
              }
              else {
                var.update $water { value = $water + $right_max - $h[$right] }
              }
            }
            var.update $right { value = $right - 1 }
          }
        }
      }
    }
  }
  response = $water
}
---
function flood_fill {
  input {
    json grid
    int row
    int column
  }
  stack {
    var $grid { value = $input.grid }
    var $height { value = $grid|count }
    var $width { value = $grid[0]|count }
    var $old { value = $grid[$input.row][$input.column] }
    var $stack { value = [[$input.row, $input.column]] }
    var $filled { value = 0 }
    while (($stack|count) > 0) {
      each {
        array.pop $stack as $cell
        var $y { value = $cell[0] }
        var $x { value = $cell[1] }
        conditional {
          if ($y >= 0 && $y < $height && $x >= 0 && $x < $width && $grid[$y][$x] == $old) {
            var.update $grid[$y][$x] { value = 9 }
            var.update $filled { value = $filled + 1 }
            array.push $stack { value = [$y + 1, $x] }
            array.push $stack { value = [$y - 1, $x] }
            array.push $stack { value = [$y, $x + 1] }
            array.push $stack { value = [$y, $x - 1] }
          }
        }
      }
    }
  }
  response = $filled
}
---
function transpose {
  input {
    json matrix
  }
  stack {
    var $out { value = [] }
    for ($input.matrix[0]|count) {
      each as $j {
        var $line { value = [] }
        for ($input.matrix|count) {
          each as $i {
            array.push $line { value = $input.matrix[$i][$j] }
          }
        }
        array.push $out { value = $line }
      }
    }
  }
  response = $out
}
---
function coin_change {
  input {
    int[] coins
    int amount
  }
  stack {
    var $ways { value = 0|fill:0:$input.amount + 1 }
    var.update $ways[0] { value = 1 }
    foreach ($input.coins) {
      each as $coin {
        var $value { value = $coin }
        while ($value <= $input.amount) {
          each {
            var.update $ways[$value] { value = $ways[$value] + $ways[$value - $coin] }
            var.update $value { value = $value + 1 }
          }
        }
      }
    }
  }
  response = $ways[$input.amount]
}
