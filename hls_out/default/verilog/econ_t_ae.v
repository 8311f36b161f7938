// Made by econ-emu 0.2.0. Do not edit: export it again.
// chip-8x8: frozen weights, chip frame, 5 links
// design  457a2f20ba6708121f7737b45638ac7514c273e3a19c42b594b0068b44e59046
// weights 121928c43b0dbbe74a26ab8c8809d6830e3281a6a7ad94b2bd1f32ef7198c3e8
//
// The autoencoder block of ECON-T: 48 charges in, module sum, 16 latents and link words out, one
// crossing in every clock. Each of the four pipeline registers can be left out (parameter 0); with
// all of them the link words follow the charges by 4 clocks.
`default_nettype none

module econ_t_ae #(
  parameter CUT_CONVERTER = 1,
  parameter CUT_CONV = 1,
  parameter CUT_DENSE = 1,
  parameter CUT_FORMAT = 1
) (
  input wire clock,
  input wire reset,
  // One clock after the highest `address`: the first 32 bits of the hash of the design.
  input wire [11:0] address,
  output reg [31:0] read_data,
  // Charge i in bits 22 i and up; bunch crossing 0..3563.
  input wire valid_in,
  input wire [11:0] bx,
  input wire [1055:0] charges,
  // Latent i in bits 9 i and up, link i in bits 32 i and up.
  output wire valid_out,
  output wire [8:0] sum_code,
  output wire [143:0] latents,
  output wire [159:0] links
);
  localparam [31:0] DESIGN_HASH = 32'h457a2f20;

  always @(posedge clock) begin
    if (reset) read_data <= 32'd0;
    else if (&address) read_data <= DESIGN_HASH;
    else read_data <= 32'd0;
  end

  // Converter.
  wire [8:0] converter_code;
  wire [383:0] converter_norms;
  converter convert (.charges(charges), .sum_code(converter_code), .norms(converter_norms));

  wire conv_valid;
  wire [11:0] conv_bx;
  wire [8:0] conv_code;
  wire [383:0] norms;
  pipeline_cut #(.WIDTH(405), .REGISTER(CUT_CONVERTER)) cut_converter (
    .clock(clock), .reset(reset), .valid_in(valid_in),
    .data_in({bx, converter_code, converter_norms}),
    .valid_out(conv_valid), .data_out({conv_bx, conv_code, norms}));

  // Convolution.
  wire [671:0] conv_activations;
  conv convolve (.norms(norms),
    .activations(conv_activations));

  wire dense_valid;
  wire [11:0] dense_bx;
  wire [8:0] dense_code;
  wire [671:0] activations;
  pipeline_cut #(.WIDTH(693), .REGISTER(CUT_CONV)) cut_conv (
    .clock(clock), .reset(reset), .valid_in(conv_valid),
    .data_in({conv_bx, conv_code, conv_activations}),
    .valid_out(dense_valid), .data_out({dense_bx, dense_code, activations}));

  // Dense layer.
  wire [143:0] dense_latents;
  dense multiply (.activations(activations),
    .latents(dense_latents));

  wire format_valid;
  wire [11:0] format_bx;
  wire [8:0] format_code;
  wire [143:0] format_latents;
  pipeline_cut #(.WIDTH(165), .REGISTER(CUT_DENSE)) cut_dense (
    .clock(clock), .reset(reset), .valid_in(dense_valid),
    .data_in({dense_bx, dense_code, dense_latents}),
    .valid_out(format_valid), .data_out({format_bx, format_code, format_latents}));

  // Formatter.
  wire [159:0] format_links;
  formatter format (.bx(format_bx), .sum_code(format_code), .latents(format_latents),
    .links(format_links));

  pipeline_cut #(.WIDTH(313), .REGISTER(CUT_FORMAT)) cut_format (
    .clock(clock), .reset(reset), .valid_in(format_valid),
    .data_in({format_code, format_latents, format_links}),
    .valid_out(valid_out), .data_out({sum_code, latents, links}));
endmodule

`default_nettype wire
