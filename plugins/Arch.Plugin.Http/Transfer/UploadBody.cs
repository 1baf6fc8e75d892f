using System.Net.Http.Headers;
using Arch.Sdk;
using Arch.Sdk.Files;

namespace Arch.Plugin.Http;

/// <summary>The body of an upload. The files are opened anew for each hop.</summary>
internal sealed class UploadBody(UploadInput input, StepContext context)
{
    private long _total;

    /// <exception cref="StepException">http_input, http_too_large, or a file cannot be read.</exception>
    public RequestBody Create()
    {
        if (input.File is not null == input.Files.Count > 0 || (input.File is not null && input.Fields.Count > 0))
        {
            throw HttpFailures.Input("http.upload needs either 'file', or 'files' with or without 'fields'.");
        }

        foreach (var path in input.File is { } file ? [file] : input.Files.Select(part => part.Path))
        {
            using var stream = context.Files.OpenRead(path);
            _total += stream.Length;
        }

        if (_total > input.MaxSize)
        {
            throw new StepException("http_too_large", $"The files have {_total} bytes; 'max_size' is {input.MaxSize}.");
        }

        var types = input.Files.Select(part => RequestBody.MediaType(part.ContentType)).ToList();
        var fields = FormFields.Flatten("fields", input.Fields).ToList();
        var type = RequestBody.MediaType(input.ContentType);
        return new RequestBody(() =>
        {
            var progress = new UploadProgress(_total, context);
            return input.File is { } file ? Part(file, type, progress) : Form(types, fields, progress);
        });
    }

#pragma warning disable CA2000 // The message disposes its content, and with it the parts and their files
    private MultipartFormDataContent Form(
        List<MediaTypeHeaderValue> types, List<KeyValuePair<string, string>> fields, UploadProgress progress)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), Quoted(name));
        }

        for (var i = 0; i < input.Files.Count; i++)
        {
            var file = input.Files[i];
            form.Add(Part(file.Path, types[i], progress), Quoted(file.Name), Quoted(file.FileName ?? Path.GetFileName(file.Path)));
        }

        return form;
    }

    private StreamContent Part(string path, MediaTypeHeaderValue type, UploadProgress progress) =>
        new(new CountedStream(context.Files.OpenRead(path), progress.Add)) { Headers = { ContentType = type } };
#pragma warning restore CA2000

    // Line breaks and quotes would end the header or the name in it (as browsers write them).
    private static string Quoted(string name) => '"' + name
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal) + '"';
}
