run.job "Join two lists" {
  main = {
    name: "join_lists"
    input: {
      left: [
        { id: 1, name: "Ada", team: 10 }
        { id: 2, name: "Bob", team: 20 }
        { id: 3, name: "Cy", team: null }
      ]
      right: [{ id: 10, title: "Engines" }, { id: 30, title: "Looms" }]
      on: ["team", "id"]
      kind: "inner"
    }
  }
}
---
function "join_lists" {
  input {
    json left
    json right
    text[2:2] on
    enum kind?=inner { values = ["inner", "left", "outer", "anti"] }
  }

  stack {
    var $index { value = $input.right|index_by:$input.on[1] }
    var $rows { value = [] }
    var $matched { value = [] }

    foreach ($input.left) {
      each as $row {
        var $key { value = $row|get:$input.on[0] }
        var $others { value = $key === null ? [] : ($index|get:$key:[]) }

        conditional {
          if ($input.kind == "anti") {
            conditional {
              if ($others == []) {
                array.push $rows { value = $row }
              }
            }
          }
          elseif (($others|count) == 0 && $input.kind != "inner") {
            array.push $rows { value = { left: $row, right: null } }
          }
          else {
            foreach ($others) {
              each as $other {
                array.push $rows { value = { left: $row, right: $other } }
                array.push $matched { value = $key }
              }
            }
          }
        }
      }
    }

    conditional {
      if ($input.kind == "outer") {
        foreach ($input.right) {
          each as $row {
            conditional {
              if (!($matched|contains:($row|get:$input.on[1]))) {
                array.push $rows { value = { left: null, right: $row } }
              }
            }
          }
        }
      }
    }
  }

  response = $rows
}
