using Arch.Sdk;

namespace Arch.Plugin.Vector;

/// <summary>The failure codes of this plugin.</summary>
internal static class Codes
{
    /// <summary>Inputs that do not go together or are too large.</summary>
    public const string Input = "vector_input";

    /// <summary>A record, query or filter that the collection cannot take.</summary>
    public const string Mismatch = "vector_mismatch";

    private const string RefusedByStore = "ARCH4231";

    /// <summary>Carries out a call of the store, whose refusals become this plugin's.</summary>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (StepException e) when (e.Code == RefusedByStore)
        {
            throw new StepException(Mismatch, e.Message, e);
        }
    }
}
