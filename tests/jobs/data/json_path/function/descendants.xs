// The nodes and all that lies below them, each before what it holds.
function "descendants" {
  input {
    json nodes
  }

  stack {
    var $all { value = [] }

    foreach ($input.nodes) {
      each as $node {
        array.push $all { value = $node }

        conditional {
          if (($node|is_array) || ($node|is_object)) {
            function.run "descendants" {
              input = { nodes: $node|values }
            } as $below

            array.merge $all { value = $below }
          }
        }
      }
    }
  }

  response = $all
}
