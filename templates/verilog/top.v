{{ stamp }}
//
// The autoencoder block of ECON-T: 48 charges in, module sum, 16 latents and link words out, one
// crossing in every clock. Each of the {{ count }} pipeline registers can be left out (parameter 0); with
// all of them the link words follow the charges by {{ cuts.len() }} clocks.
`default_nettype none

module {{ name }} #(
{%- for cut in cuts %}
  parameter {{ cut }} = 1{% if !loop.last %},{% endif %}
{%- endfor %}
) (
  input wire clock,
  input wire reset,
{%- if reloadable %}
  // Weights: one at each address, in register order, to be written before the first crossing.
  input wire write,
  input wire [{{ weight_bits - 1 }}:0] write_data,
{%- endif %}
{%- if reloadable %}
  // One clock after `address`: the weight there; at the highest address the first 32 bits of the
  // hash of the design.
{%- else %}
  // One clock after the highest `address`: the first 32 bits of the hash of the design.
{%- endif %}
  input wire [{{ address_bits - 1 }}:0] address,
  output {% if registers %}wire{% else %}reg{% endif %} [31:0] read_data,
  // Charge i in bits {{ charge_bits }} i and up; bunch crossing 0..3563.
  input wire valid_in,
  input wire [11:0] bx,
  input wire [{{ charges_bits - 1 }}:0] charges,
  // Latent i in bits {{ latent_bits }} i and up, link i in bits 32 i and up.
  output wire valid_out,
  output wire [8:0] sum_code,
  output wire [{{ latents_bits - 1 }}:0] latents,
  output wire [{{ links_bits - 1 }}:0] links
);
  localparam [31:0] DESIGN_HASH = ⟦design_hash:32'h{{ hash }}⟧;
{%- if reloadable %}
{%- for bank in banks %}

  // {{ bank.title }}
  wire [{{ bank.count * bank.bits - 1 }}:0] {{ bank.name }};
  wire [{{ bank.bits - 1 }}:0] {{ bank.name }}_read;
  weight_bank #(
    .COUNT(⟦{{ bank.name }}_count:{{ bank.count }}⟧), .BITS({{ bank.bits }}), .BASE(⟦{{ bank.name }}_base:{{ bank.base }}⟧), .ADDRESS_BITS({{ address_bits }})
{%- if let Some(triple) = bank.triple %},
    .VOTERS({{ voters }}){{ triple }}
{%- endif %}
  ) {{ bank.name }}_bank (
    .clock(clock), .reset(reset), .write(write), .address(address),
    .write_data(write_data{% if bank.bits < weight_bits %}[{{ bank.bits - 1 }}:0]{% endif %}), .read_data({{ bank.name }}_read),
    .weights({{ bank.name }}));
{%- endfor %}
{%- endif %}
{%- if registers %}

  wire [31:0] read_next = (&address) ? DESIGN_HASH : ({% if reloadable %}{{ read }}{% else %}32'd0{% endif %});
  triplicated #(.W(32)) read_register (
    .clock(clock), .load(1'b1), .data(read_next & {32{~reset}}), .value(read_data));
{%- else %}

  always @(posedge clock) begin
    if (⟦read_reset:reset⟧) read_data <= 32'd0;
    else if (&⟦hash_address:address⟧) read_data <= DESIGN_HASH;
{%- if reloadable %}
    else read_data <= {{ read }};
{%- else %}
    else read_data <= ⟦no_hash:32'd0⟧;
{%- endif %}
  end
{%- endif %}

  // Converter.
  wire [8:0] converter_code;
  wire [{{ normalised_bits - 1 }}:0] converter_norms;
  converter convert (.charges(charges), .sum_code(converter_code), .norms(converter_norms));

{% let cut = first %}{% include "verilog/cut.v" %}
{%- for stage in stages %}

  // {{ stage.title }}.
  wire [{{ stage.result.bits - 1 }}:0] {{ stage.result.name }};
  {{ stage.module }} {{ stage.name }} ({{ stage.connections }}{% if !stage.connections.is_empty() %},{% endif %}
{%- if let Some((kernel, biases)) = stage.weights %}
    .weights({{ kernel }}),{% if let Some(biases) = biases %} .biases({{ biases }}),{% endif %}
{%- endif %}
    .{{ stage.port }}({{ stage.result.name }}));

{% let cut = stage.cut %}{% include "verilog/cut.v" %}
{%- endfor %}

  // Formatter.
  wire [{{ links_bits - 1 }}:0] format_links;
  formatter format (.bx(format_bx), .sum_code(format_code), .latents(⟦formatted_latents:format_latents⟧),
    .links(format_links));

  pipeline_cut #(.WIDTH(⟦cut_format_width:{{ last_width }}⟧), .REGISTER(CUT_FORMAT)) cut_format (
    .clock(clock), .reset(reset), .valid_in(format_valid),
    .data_in({⟦cut_format_code:format_code⟧, ⟦cut_format_latents:format_latents⟧, format_links}),
    .valid_out(valid_out), .data_out({sum_code, latents, links}));
endmodule

`default_nettype wire
