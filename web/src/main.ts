import "./style/fonts.css";
import "./style/tokens.css";
import "./style/reset.css";
import "./style/text.css";
import { mount } from "svelte";
import App from "./App.svelte";

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app");
mount(App, { target });
