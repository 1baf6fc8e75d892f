using System.ComponentModel;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugins.BuiltIn;

internal sealed record LogInput
{
    [Description("The text of the line.")]
    [Example("Imported ${{ steps.read.outputs.count }} orders")]
    public required string Message { get; init; }

    [Description("How much it matters.")]
    public StepLogLevel Level { get; init; } = StepLogLevel.Info;

    [Description("Data to show after the text, as JSON.")]
    public JsonElement? Data { get; init; }
}
