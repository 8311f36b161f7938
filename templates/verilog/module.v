
// {{ comment }}
(* keep_hierarchy *)
module {{ name }} (
{{ ports }}
);
{{ body }}
endmodule
