using System.Text.Json;
using Arch.Sdk;

namespace Arch.Plugin.Http;

[Step("http.paginate", Summary = "Reads all pages of a list and gives their items.", Idempotent = true)]
internal sealed class PaginateStep : IStep<PaginateInput, PaginateOutput>
{
    private static readonly ExpectedStatus Success = ExpectedStatus.Parse(null);

    public async Task<PaginateOutput> RunAsync(PaginateInput input, StepContext context, CancellationToken cancellationToken)
    {
        if (input.Delay < TimeSpan.Zero || input.Delay > TimeSpan.FromHours(1))
        {
            throw HttpFailures.Input($"The delay is {input.Delay.TotalSeconds:0.###} s; it must be 0 s to 1 hour.");
        }

        var first = RequestPlan.Create(input, HttpMethod.Get, null, context);
        var pager = new Pager(input.Next, first, input.BaseUrl is { } root ? RequestAddress.Base(root) : null);
        return await Deadline.RunAsync(first, input.Timeout, context.Time, stop => ReadAsync(input, pager, context, stop), cancellationToken)
            .ConfigureAwait(false);
    }

    private static async Task<PaginateOutput> ReadAsync(PaginateInput input, Pager pager, StepContext context, CancellationToken cancellationToken)
    {
        var items = new List<JsonElement>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var left = input.MaxResponse;
        var page = pager.First();
        for (var pages = 1; ; pages++)
        {
            if (!seen.Add(page.Request.Address.AbsoluteUri))
            {
                throw new StepException("http_page_loop", $"{page.Request.Name} comes up again after {pages - 1} pages: the pages lead in a circle.");
            }

            var (response, answered) = await RedirectLoop.SendAsync(page.Request, context, follow: true, cancellationToken).ConfigureAwait(false);
            using var closing = response;
            var (body, size) = await BodyAsync(answered, response, left, input, context, cancellationToken).ConfigureAwait(false);
            left -= size;
            var found = List(input, answered, body);
            var room = input.MaxItems - items.Count;
            items.AddRange(found.Take(room));
            var next = pager.After(page.Request, response, body, found.Count);
            if (found.Count > room || (items.Count == input.MaxItems && next is not null))
            {
                return Output(items, pages, PagesStopped.MaxItems, found.Count > room ? page : next);
            }

            if (next is null || pages == input.MaxPages)
            {
                return Output(items, pages, next is null ? PagesStopped.End : PagesStopped.MaxPages, next);
            }

            context.ReportProgress(Math.Max((double)pages / input.MaxPages, (double)items.Count / input.MaxItems), $"{items.Count} items of {pages} pages");
            await Task.Delay(input.Delay, context.Time, cancellationToken).ConfigureAwait(false);
            page = next;
        }
    }

    private static async Task<(JsonElement Body, long Size)> BodyAsync(
        RequestPlan answered, HttpResponseMessage response, long left, PaginateInput input, StepContext context, CancellationToken cancellationToken)
    {
        var reader = new ResponseReader(answered, response, new ResponseWish(ResponseForm.Json, left), context);
        if (!Success.Contains((int)response.StatusCode))
        {
            throw await reader.FailAsync(Success, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            var output = await reader.ReadAsync(null, cancellationToken, tellProgress: false).ConfigureAwait(false);
            return (output.Body ?? default, output.Size);
        }
        catch (StepException e) when (e.Code == "http_too_large")
        {
            throw HttpFailures.TooLarge(answered, input.MaxResponse, "That is the most of all pages together: raise 'max_response', or stop before with 'max_pages'.");
        }
    }

    private static List<JsonElement> List(PaginateInput input, RequestPlan answered, JsonElement body)
    {
        var list = JsonField.Find(body, input.Items);
        return list is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray()]
            : throw new StepException(
                "http_page",
                $"{answered.Name} answered with no list {(input.Items is null ? "as its body" : $"at '{input.Items}'")}; found was {(list is { } other ? other.ValueKind.ToString() : "nothing")}.");
    }

    private static PaginateOutput Output(List<JsonElement> items, int pages, PagesStopped stopped, Pager.Page? next) =>
        new() { Items = items, Count = items.Count, Pages = pages, Stopped = stopped, Next = next?.Mark };
}
