using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Writes a record that a plugin returned. All that needs reflection is prepared.</summary>
/// <param name="owner">What returned it, such as <c>The step type 'http.request'</c>.</param>
/// <param name="options">The JSON options of the plugin.</param>
internal sealed class RecordOutput<T>(string owner, JsonSerializerOptions options)
    where T : class
{
    private readonly JsonTypeInfo<T> _type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    /// <exception cref="StepException">ARCH4102.</exception>
    public byte[] Write(T? output)
    {
        if (output is null)
        {
            throw new StepException("ARCH4102", $"{owner} returned null; it must return a {typeof(T).Name}.");
        }

        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(output, _type);
        }
#pragma warning disable CA1031 // A property of the plugin's record may throw anything
        catch (Exception e)
#pragma warning restore CA1031
        {
            // "The step type 'x'" becomes "the step type 'x'" in the middle of a sentence
            throw new StepException("ARCH4102", $"The outputs of {char.ToLowerInvariant(owner[0])}{owner[1..]} cannot be written as JSON: {e.Message}", e);
        }
    }
}
