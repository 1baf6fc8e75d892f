using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Http;

/// <summary>One download: where it is, and what a server must say so that it goes on there.</summary>
internal sealed class Download(RequestPlan request, DownloadInput input, StepContext context)
{
    private const int BufferSize = 81_920;

    private long _position;
    private long? _total;
    private string? _validator;
    private int _resumes;

    public async Task<DownloadOutput> RunAsync(CancellationToken cancellationToken)
    {
        var file = context.Files.BeginWrite(input.To, input.Overwrite);
        await using var closing = file.ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (true)
        {
            var before = _position;
            try
            {
                var output = await TransferAsync(file.Stream, hash, cancellationToken).ConfigureAwait(false);
                var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
                Check(sha256);
                await file.CommitAsync(cancellationToken).ConfigureAwait(false);
                return output with { Sha256 = sha256, Resumes = _resumes, File = file.Display };
            }
            catch (Exception e) when (MayGoOn(e, before) && !cancellationToken.IsCancellationRequested)
            {
                _resumes++;
                context.Log.Warning($"{request.Name} broke after {_position} bytes; it is taken up again ({_resumes} of {input.MaxResumes}).");
            }
        }
    }

    // Without a byte of progress the server is down, which is for the step's retry to wait for.
    private bool MayGoOn(Exception e, long before) =>
        e is HttpRequestException or IOException && _position > before && _resumes < input.MaxResumes;

    private async Task<DownloadOutput> TransferAsync(Stream target, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var (response, answered) = await RedirectLoop.SendAsync(Ranged(), context, follow: true, cancellationToken).ConfigureAwait(false);
        using var closing = response;
        if (response.StatusCode == HttpStatusCode.PartialContent && _position > 0)
        {
            var range = response.Content.Headers.ContentRange;
            if (range?.From != _position || (range.HasLength && range.Length != _total))
            {
                throw new StepException(
                    "http_range", $"{request.Name} answered with the range '{range}'; asked for was all from byte {_position} of {_total}.");
            }
        }
        else if (response.StatusCode == HttpStatusCode.OK)
        {
            Begin(response, target, hash);
        }
        else
        {
            var reader = new ResponseReader(answered, response, new ResponseWish(ResponseForm.Auto, 1), context);
            throw await reader.FailAsync(ExpectedStatus.Ok, cancellationToken).ConfigureAwait(false);
        }

        await CopyAsync(response.Content, target, hash, cancellationToken).ConfigureAwait(false);
        return new DownloadOutput
        {
            File = "",
            Sha256 = "",
            Resumes = 0,
            Size = _position,
            ContentType = response.Content.Headers.ContentType?.ToString(),
            Etag = response.Headers.ETag?.ToString(),
            Url = answered.Address.AbsoluteUri,
        };
    }

    // If-Range has a server send the whole of a file that is another by now, rather than the rest of what it is not.
    private RequestPlan Ranged() => _position == 0 || _validator is null
        ? request
        : request.With("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={_position}-")).With("If-Range", _validator);

    private void Begin(HttpResponseMessage response, Stream target, IncrementalHash hash)
    {
        target.SetLength(0);
        hash.GetHashAndReset();
        _position = 0;
        _total = response.Content.Headers.ContentLength;
        // A weak version says that two bodies mean the same, not that they have the same bytes (RFC 9110, 13.1.5).
        _validator = _total is null ? null
            : response.Headers.ETag is { IsWeak: false } etag ? etag.Tag
            : response.Headers.ETag is null ? Strong(response)
            : null;
        if (_total > input.MaxSize)
        {
            throw TooLarge();
        }
    }

    // A date is good for this only when it is a minute older than the answer (RFC 9110, 8.8.2.2).
    private static string? Strong(HttpResponseMessage response) =>
        response.Content.Headers.LastModified is { } changed && response.Headers.Date is { } date && date - changed >= TimeSpan.FromMinutes(1)
            ? changed.ToString("R", CultureInfo.InvariantCulture)
            : null;

    private async Task CopyAsync(HttpContent content, Stream target, IncrementalHash hash, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = stream.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (_position + read > input.MaxSize)
                {
                    throw TooLarge();
                }

                await WriteAsync(target, buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                hash.AppendData(buffer, 0, read);
                _position += read;
                if (_total > 0)
                {
                    context.ReportProgress(Math.Min(1, (double)_position / _total.Value));
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (_total is { } total && _position != total)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, $"the body ended after {_position} of {total} bytes");
        }
    }

    // A disk that is full must not look like a connection that broke.
    private async Task WriteAsync(Stream target, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await target.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw FileFailure.Describe(e, input.To);
        }
    }

    private void Check(string sha256)
    {
        if (input.Sha256 is { } wanted && !sha256.Equals(wanted, StringComparison.OrdinalIgnoreCase))
        {
            throw new StepException(
                "http_checksum", $"{request.Name}: the file has the SHA-256 {sha256}; it must have {wanted}. Nothing was saved.");
        }
    }

    private StepException TooLarge() => HttpFailures.TooLarge(request, input.MaxSize, "Raise 'max_size'.");
}
