function "tree_build" {
  input {
    json rows
    int? parent
  }

  stack {
    var $nodes { value = [] }

    // The id 0 is no root
    array.filter ($input.rows) if ($this.parent === $input.parent) as $children

    foreach ($children|sort:"name":"itext") {
      each as $row {
        function.run "tree_build" {
          input = { rows: $input.rows, parent: $row.id }
        } as $below

        var $node { value = { id: $row.id, name: $row.name } }

        conditional {
          if (($below|count) > 0) {
            var.update $node.children { value = $below }
          }
        }

        array.push $nodes { value = $node }
      }
    }
  }

  response = $nodes
}
