run.job "Flood fill" {
  main = {
    name: "flood"
    input: { picture: ["..#..", ".##..", "....#", "###.#"], x: 0, y: 0, colour: "o" }
  }
}
---
// Fills what hangs together with one pixel, with a stack of our own instead of recursion.
function "flood" {
  input {
    text[] picture
    int x filters=min:0
    int y filters=min:0
    text colour filters=min:1|max:1
  }

  stack {
    var $pixels { value = $input.picture|map:`$$|split:""` }
    var $old { value = $pixels|get:("%d.%d"|sprintf:$input.y:$input.x) }

    precondition ($old !== null) {
      error_type = "inputerror"
      error = "(" ~ $input.x ~ ", " ~ $input.y ~ ") is outside of the picture"
    }

    var $changed { value = 0 }
    var $pending { value = [{ x: $input.x, y: $input.y }] }

    // Else a pixel would be filled for ever
    conditional {
      if ($old == $input.colour) {
        var.update $pending { value = [] }
      }
    }

    while ($pending|count > 0) {
      each {
        array.pop $pending as $pixel

        conditional {
          if ($pixel.x < 0 || $pixel.y < 0) {
            continue
          }
        }

        conditional {
          if ($pixels[$pixel.y][$pixel.x] == $old) {
            var.update $pixels[$pixel.y][$pixel.x] { value = $input.colour }
            math.add $changed { value = 1 }

            array.merge $pending {
              value = [
                { x: $pixel.x + 1, y: $pixel.y }
                { x: $pixel.x - 1, y: $pixel.y }
                { x: $pixel.x, y: $pixel.y + 1 }
                { x: $pixel.x, y: $pixel.y - 1 }
              ]
            }
          }
        }
      }
    }
  }

  response = { picture: $pixels|map:`$$|join:""`, changed: $changed }
}
