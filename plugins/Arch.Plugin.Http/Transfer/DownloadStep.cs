using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Arch.Sdk;

namespace Arch.Plugin.Http;

internal sealed record DownloadInput : ServerInput
{
    [Description("The file that the body is saved to, whole or not at all.")]
    [Example("downloads/report.pdf")]
    public required string To { get; init; }

    [Description("Whether a file that is there is replaced.")]
    public bool Overwrite { get; init; } = true;

    [Description("The SHA-256 that the file must have, in hexadecimal.")]
    [RegularExpression("[0-9a-fA-F]{64}")]
    public string? Sha256 { get; init; }

    [Description("The most bytes of the file.")]
    [Range(1, 1_099_511_627_776)]
    public long MaxSize { get; init; } = 1024L * 1024 * 1024;

    [Description("How often a transfer that breaks is taken up again where it broke.")]
    [Range(0, 100)]
    public int MaxResumes { get; init; } = 5;

    [Description("The most time for all of it.")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);
}

internal sealed record DownloadOutput
{
    [Description("The file.")]
    public required string File { get; init; }

    [Description("Its bytes.")]
    public required long Size { get; init; }

    [Description("Its SHA-256 in hexadecimal.")]
    public required string Sha256 { get; init; }

    [Description("The media type that the server gave; null when it gave none.")]
    public string? ContentType { get; init; }

    [Description("The version that the server gave (ETag); null when it gave none.")]
    public string? Etag { get; init; }

    [Description("How often the transfer was taken up again.")]
    public required int Resumes { get; init; }

    [Description("The address that answered, after redirects.")]
    public required string Url { get; init; }
}

[Step("http.download", Summary = "Downloads a file, whole or not at all, and goes on where a transfer broke.")]
internal sealed class DownloadStep : IStep<DownloadInput, DownloadOutput>
{
    public async Task<DownloadOutput> RunAsync(DownloadInput input, StepContext context, CancellationToken cancellationToken)
    {
        context.Files.Resolve(input.To, FileIntent.Write); // a path that is refused must not cost a request
        // Of a body that is packed for the way no offset is known. A server that packs it all the same gives no length, and nothing is resumed.
        var request = RequestPlan.Create(input, HttpMethod.Get, null, context).With("Accept-Encoding", "identity");
        return await Deadline
            .RunAsync(request, input.Timeout, context.Time, stop => new Download(request, input, context).RunAsync(stop), cancellationToken)
            .ConfigureAwait(false);
    }
}
