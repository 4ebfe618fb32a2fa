/** Why an attempt, and with it perhaps the job, failed. Says the class of the cause, never the provider's own words. */
export var JobErrorCode;
(function (JobErrorCode) {
    JobErrorCode["RATE_LIMITED"] = "RATE_LIMITED";
    JobErrorCode["PROVIDER_REFUSED"] = "PROVIDER_REFUSED";
    JobErrorCode["INVALID_REQUEST"] = "INVALID_REQUEST";
    JobErrorCode["PROVIDER_UNAVAILABLE"] = "PROVIDER_UNAVAILABLE";
    JobErrorCode["TIMEOUT"] = "TIMEOUT";
    JobErrorCode["BAD_RESPONSE"] = "BAD_RESPONSE";
    JobErrorCode["INTERRUPTED"] = "INTERRUPTED";
    JobErrorCode["INTERNAL"] = "INTERNAL";
})(JobErrorCode || (JobErrorCode = {}));
//# sourceMappingURL=job-error.js.map