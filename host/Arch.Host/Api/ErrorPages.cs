using System.Collections.Concurrent;
using Arch.Host.Api.Access;
using Arch.Host.Api.Problems;

namespace Arch.Host.Api;

/// <summary>The pages that explain error codes, which the program carries with it.</summary>
internal static class ErrorPages
{
    private static readonly ConcurrentDictionary<string, string?> Pages = new(StringComparer.Ordinal);

    /// <summary>Gives the title of a code's page; the code itself when it has none.</summary>
    public static string TitleOf(string code)
    {
        if (Find(code) is not { } page)
        {
            return code;
        }

        // "# ARCH6005: called workflow cannot be used"
        var heading = page[..page.IndexOf('\n', StringComparison.Ordinal)];
        return heading[(heading.IndexOf(": ", StringComparison.Ordinal) + 2)..];
    }

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/errors/{code}", (string code) => Find(code.ToUpperInvariant()) is { } page
                ? Results.Text(page, "text/markdown; charset=utf-8")
                : throw new ProblemException(StatusCodes.Status404NotFound, "ARCH6108", $"There is no error code '{code}'."))
            .WithTags("Errors")
            .Does(Operations.ErrorPage);

    private static string? Find(string code) => code.Length == 8 && code.StartsWith("ARCH", StringComparison.Ordinal) && code.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0
        ? Pages.GetOrAdd(code, static code =>
        {
            using var stream = typeof(ErrorPages).Assembly.GetManifestResourceStream($"errors/{code}.md");
            if (stream is null)
            {
                return null;
            }

            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        })
        : null;
}
