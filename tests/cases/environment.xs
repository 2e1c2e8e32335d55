run.job "Environment" {
  main = { name: "values" }
  env = ["TOKEN", "Mixed_Case"]
}
---
// A job sees the names that it declares, and no others.
function "values" {
  stack {
    var $exact { value = $env.TOKEN } //= "t-1"
    var $other_case { value = $env.mixed_case } //= "m-1"
    var $unknown { value = $env.NOBODY_DECLARED_THIS } //= null
    var $guarded { value = $env.NOBODY_DECLARED_THIS ?? "-" } //= "-"
    var $all { value = $env } //= {"TOKEN": "t-1", "Mixed_Case": "m-1"}
    var $key { value = "TOKEN" }
    var $computed { value = $env[$key] } //= "t-1"
    var $get { value = $env|get:"NONE":"-" } //= "-"
    var $builtin { value = $env.$datasource } //= "live"
    var $no_builtin { value = $env.$nothing_of_that_name } //= null
    var $joined { value = "Bearer " ~ $env.TOKEN } //= "Bearer t-1"
    var $nobody { value = $auth } //= null
    var $nobodys_id { value = $auth.id } //= null
  }

  response = $var
}
