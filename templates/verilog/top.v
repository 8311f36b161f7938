{{ stamp }}
//
// The autoencoder block of ECON-T: 48 charges in, module sum, 16 latents and link words out, one
// crossing in every clock. Each of the four pipeline registers can be left out (parameter 0); with
// all of them the link words follow the charges by 4 clocks.
`default_nettype none

module {{ name }} #(
  parameter CUT_CONVERTER = 1,
  parameter CUT_CONV = 1,
  parameter CUT_DENSE = 1,
  parameter CUT_FORMAT = 1
) (
  input  clock,
  input  reset,
{%- if reloadable %}
  // Weights: one at each address, in register order, to be written before the first crossing.
  input  write,
  input  [{{ weight_bits - 1 }}:0] write_data,
{%- endif %}
{%- if reloadable %}
  // One clock after `address`: the weight there; at the highest address the first 32 bits of the
  // hash of the design.
{%- else %}
  // One clock after the highest `address`: the first 32 bits of the hash of the design.
{%- endif %}
  input  [{{ address_bits - 1 }}:0] address,
  output reg [31:0] read_data,
  // Charge i in bits {{ charge_bits }} i and up; bunch crossing 0..3563.
  input  valid_in,
  input  [11:0] bx,
  input  [{{ charges_bits - 1 }}:0] charges,
  // Latent i in bits {{ latent_bits }} i and up, link i in bits 32 i and up.
  output valid_out,
  output [8:0] sum_code,
  output [{{ latents_bits - 1 }}:0] latents,
  output [{{ links_bits - 1 }}:0] links
);
  localparam [31:0] DESIGN_HASH = ⟦design_hash:32'h{{ hash }}⟧;
{%- if reloadable %}
{%- for bank in banks %}

  // {{ bank.title }}
  wire [{{ bank.count * bank.bits - 1 }}:0] {{ bank.name }};
  wire [{{ bank.bits - 1 }}:0] {{ bank.name }}_read;
  weight_bank #(
    .COUNT(⟦{{ bank.name }}_count:{{ bank.count }}⟧), .BITS({{ bank.bits }}), .BASE(⟦{{ bank.name }}_base:{{ bank.base }}⟧), .ADDRESS_BITS({{ address_bits }})
  ) {{ bank.name }}_bank (
    .clock(clock), .reset(reset), .write(write), .address(address),
    .write_data(write_data{% if bank.bits < weight_bits %}[{{ bank.bits - 1 }}:0]{% endif %}), .read_data({{ bank.name }}_read),
    .weights({{ bank.name }}));
{%- endfor %}
{%- endif %}

  always @(posedge clock) begin
    if (⟦read_reset:reset⟧) read_data <= 32'd0;
    else if (&⟦hash_address:address⟧) read_data <= DESIGN_HASH;
{%- if reloadable %}
    else read_data <= {{ read }};
{%- else %}
    else read_data <= ⟦no_hash:32'd0⟧;
{%- endif %}
  end

  // Converter.
  wire [8:0] converter_code;
  wire [{{ norms_bits - 1 }}:0] converter_norms;
  converter convert (.charges(charges), .sum_code(converter_code), .norms(converter_norms));

  wire conv_valid;
  wire [11:0] conv_bx;
  wire [8:0] conv_code;
  wire [{{ norms_bits - 1 }}:0] norms;
  pipeline_cut #(.WIDTH({{ norms_bits + 21 }}), .REGISTER(CUT_CONVERTER)) cut_converter (
    .clock(clock), .reset(⟦cut_converter_reset:reset⟧), .valid_in(valid_in),
    .data_in({⟦cut_converter_bx:bx⟧, converter_code, converter_norms}),
    .valid_out(conv_valid), .data_out({conv_bx, conv_code, norms}));

  // Convolution.
  wire [{{ activations_bits - 1 }}:0] conv_activations;
  conv convolve (.norms(norms),
{%- if reloadable %}
    .weights(conv_kernel), .biases(⟦conv_biases:conv_bias⟧),
{%- endif %}
    .activations(conv_activations));

  wire dense_valid;
  wire [11:0] dense_bx;
  wire [8:0] dense_code;
  wire [{{ activations_bits - 1 }}:0] activations;
  pipeline_cut #(.WIDTH({{ activations_bits + 21 }}), .REGISTER(CUT_CONV)) cut_conv (
    .clock(clock), .reset(reset), .valid_in(conv_valid),
    .data_in({conv_bx, conv_code, conv_activations}),
    .valid_out(dense_valid), .data_out({dense_bx, dense_code, activations}));

  // Dense layer.
  wire [{{ latents_bits - 1 }}:0] dense_latents;
  dense multiply (.activations(activations),
{%- if reloadable %}
    .weights(dense_kernel), .biases(dense_bias),
{%- endif %}
    .latents(dense_latents));

  wire format_valid;
  wire [11:0] format_bx;
  wire [8:0] format_code;
  wire [{{ latents_bits - 1 }}:0] format_latents;
  pipeline_cut #(.WIDTH({{ latents_bits + 21 }}), .REGISTER(⟦cut_dense_register:CUT_DENSE⟧)) cut_dense (
    .clock(clock), .reset(reset), .valid_in(dense_valid),
    .data_in({⟦cut_dense_bx:dense_bx⟧, dense_code, dense_latents}),
    .valid_out(format_valid), .data_out({format_bx, format_code, format_latents}));

  // Formatter.
  wire [{{ links_bits - 1 }}:0] format_links;
  formatter format (.bx(format_bx), .sum_code(format_code), .latents(⟦formatted_latents:format_latents⟧),
    .links(format_links));

  pipeline_cut #(.WIDTH(⟦cut_format_width:{{ links_bits + latents_bits + 9 }}⟧), .REGISTER(CUT_FORMAT)) cut_format (
    .clock(clock), .reset(reset), .valid_in(format_valid),
    .data_in({⟦cut_format_code:format_code⟧, ⟦cut_format_latents:format_latents⟧, format_links}),
    .valid_out(valid_out), .data_out({sum_code, latents, links}));
endmodule

`default_nettype wire
