using System.Text;
using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Nats.Messages;

/// <summary>Turns data that came into a value.</summary>
internal static class DataReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="StepException">nats_data: it must be JSON and is not.</exception>
    public static JsonElement? Read(byte[]? data, DataForm form, string name)
    {
        if (data is null or [])
        {
            return null;
        }

        return form switch
        {
            DataForm.Json => Json(data, name),
            DataForm.Text => JsonSerializer.SerializeToElement(Encoding.UTF8.GetString(data)),
            DataForm.Base64 => JsonSerializer.SerializeToElement(data),
            _ => Guess(data),
        };
    }

    private static JsonElement Json(byte[] data, string name)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException e)
        {
            throw new StepException("nats_data", $"{name}: the data is not JSON: {e.Message}", e);
        }
    }

    private static JsonElement Guess(byte[] data)
    {
        try
        {
            return JsonElement.Parse(data);
        }
        catch (JsonException)
        {
            try
            {
                return JsonSerializer.SerializeToElement(Strict.GetString(data));
            }
            catch (DecoderFallbackException)
            {
                return JsonSerializer.SerializeToElement(data);
            }
        }
    }
}
