using Microsoft.Net.Http.Headers;

namespace Arch.Host.Api;

/// <summary>Makes <see cref="TaggedResult"/>.</summary>
internal static class TaggedResults
{
    public static IResult WithTag(this IResult result, EntityTagHeaderValue tag) => new TaggedResult(result, tag);
}
